//! The columns of answers. They follow the shapes of JSON, which `tests/parquet.rs` holds them to.

use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, Fields};

use self::Shape::{Bool, Float, Int, List, Struct, Text};
use crate::args::BatchTask;

/// What a column holds. Everything may be null.
pub(super) enum Shape {
    Bool,
    Int,
    Float,
    Text,
    List(&'static Shape),
    Struct(&'static [Named]),
}

pub(super) type Named = (&'static str, Shape);

/// The columns between the id and the error.
pub(crate) struct Schema(pub(super) &'static [Named]);

const SENTENCES: &[Named] = &[("spans", List(&SPAN))];

const SUMMARY: &[Named] = &[
    ("summary", Text),
    (
        "sentences",
        List(&Struct(&[
            ("text", Text),
            ("start", Int),
            ("end", Int),
            ("parts", List(&SPAN)),
            ("score", Float),
            ("rank", Int),
            ("document", Int),
        ])),
    ),
    ("lang", Text),
    ("over_budget", Bool),
    ("off_focus", Bool),
    ("index_page", Bool),
];

const KEYWORDS: &[Named] =
    &[("keywords", List(&Struct(&[("phrase", Text), ("score", Float), ("count", Int)]))), ("lang", Text)];

const AUDIT: &[Named] = &[
    ("words", Int),
    (
        "measures",
        Struct(&[
            ("family_coverage", Float),
            ("sales_share", Float),
            ("score", Float),
            ("content_words", Int),
            ("sentences", Int),
            ("words_per_sentence", Float),
            ("readability", Struct(&[("formula", Text), ("score", Float)])),
            ("reading_minutes", Float),
        ]),
    ),
    ("keyphrases", List(&PHRASE)),
    ("phrases", List(&PHRASE)),
    (
        "single_words",
        List(&Struct(&[("word", Text), ("count", Int), ("density", Float), ("content_share", Float)])),
    ),
    (
        "findings",
        List(&Struct(&[
            ("rule", Text),
            ("level", Text),
            ("message", Text),
            ("advice", Text),
            ("subject", Text),
            ("value", Float),
            ("limit", Float),
            ("unit", Text),
            ("percentile", Float),
            ("fingerprint", Text),
            ("occurrences", List(&PLACE)),
            ("occurrences_left_out", Int),
        ])),
    ),
    ("findings_left_out", Int),
    ("checklist", List(&Struct(&[("rule", Text), ("passed", Bool), ("text", Text)]))),
    (
        "cuts",
        List(&Struct(&[
            ("phrase", Text),
            ("action", Text),
            ("replacement", Text),
            ("reason", Text),
            ("start", Int),
            ("end", Int),
            ("line", Int),
            ("column", Int),
            ("end_line", Int),
            ("end_column", Int),
        ])),
    ),
    ("cuts_left_out", Int),
    ("lang", Text),
];

const PHRASE: Shape = Struct(&[
    ("phrase", Text),
    ("words", Int),
    ("count", Int),
    ("exact", Int),
    ("coverage", Float),
    ("density", Float),
    ("window_density", Float),
    ("unit_density", Float),
    ("yoast_density", Float),
    ("paragraphs", Int),
    ("openers", Int),
    (
        "places",
        Struct(&[
            ("title", Int),
            ("search_title", Int),
            ("headings", Int),
            ("first_paragraph", Int),
            ("last_paragraph", Int),
            ("slug", Int),
            ("description", Int),
            ("alternatives", Int),
        ]),
    ),
    ("longest_gap", Float),
    ("juilland", Float),
    ("deviation", Float),
    ("normalized_deviation", Float),
    ("burstiness", Float),
    ("keyness", Struct(&[("log_ratio", Float), ("g2", Float)])),
    ("inside", Int),
    ("parent", Int),
    ("variants", List(&VARIANT)),
    ("synonyms", List(&VARIANT)),
    ("before", List(&VARIANT)),
    ("after", List(&VARIANT)),
    ("occurrences", List(&SPAN)),
    ("occurrences_left_out", Int),
]);

const VARIANT: Shape = Struct(&[("text", Text), ("count", Int)]);

/// A place in a finding.
const PLACE: Shape = Struct(&[
    ("start", Int),
    ("end", Int),
    ("line", Int),
    ("column", Int),
    ("end_line", Int),
    ("end_column", Int),
]);

const SPAN: Shape = Struct(&[("start", Int), ("end", Int)]);

pub(super) const ERROR: Named = ("error", Struct(&[("line", Int), ("message", Text)]));

impl Schema {
    pub(crate) fn of(task: &BatchTask) -> Schema {
        Schema(match task {
            BatchTask::Sentences(_) => SENTENCES,
            BatchTask::Summarize(_) => SUMMARY,
            BatchTask::Keywords(_) => KEYWORDS,
            BatchTask::Audit(_) => AUDIT,
        })
    }

    /// As Arrow has it, with ids of a type.
    pub(super) fn with_ids(&self, ids: DataType) -> arrow_schema::Schema {
        let id = Arc::new(Field::new("id", ids, true));
        let columns = self.0.iter().chain([&ERROR]).map(|(name, shape)| shape.field(name));
        arrow_schema::Schema::new(std::iter::once(id).chain(columns).collect::<Fields>())
    }
}

impl Shape {
    pub(super) fn field(&self, name: &str) -> FieldRef {
        Arc::new(Field::new(name, self.data_type(), true))
    }

    /// Text and lists are the large ones of Arrow, which cannot overflow; Parquet has only one of each.
    fn data_type(&self) -> DataType {
        match self {
            Bool => DataType::Boolean,
            Int => DataType::Int64,
            Float => DataType::Float64,
            Text => DataType::LargeUtf8,
            List(item) => DataType::LargeList(item.field("element")),
            Struct(fields) => DataType::Struct(struct_fields(fields)),
        }
    }
}

pub(super) fn struct_fields(fields: &[Named]) -> Fields {
    fields.iter().map(|(name, shape)| shape.field(name)).collect()
}
