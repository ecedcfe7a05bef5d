//! How the parts of a package belong together: Open Packaging Conventions.

use super::archive::{Archive, folder_of, resolve};
use super::xml::{Node, Vocabulary, Xml};
use crate::error::Error;

/// The parts that a part refers to.
pub(super) struct Relationships {
    parts: Vec<Relationship>,
}

struct Relationship {
    id: String,
    /// The last word of its kind.
    kind: String,
    part: String,
}

impl Relationships {
    /// Those of a part, or of the package itself, which is the part without a name: none, if it has none.
    pub(super) fn read(archive: &mut Archive<'_>, part: &str) -> Result<Relationships, Error> {
        let folder = folder_of(part);
        let name = format!("{folder}_rels/{}.rels", &part[folder.len()..]);
        let mut parts = Vec::new();
        if !archive.has(&name) {
            return Ok(Relationships { parts });
        }
        let text = archive.read_text(&name)?;
        let mut xml = Xml::new(&text, archive.what(), &name);
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.id() == (Vocabulary::Relationships, "Relationship") => {
                    let external = tag.get("TargetMode").is_some_and(|mode| mode == "External");
                    let (Some(kind), Some(target), false) = (tag.get("Type"), tag.get("Target"), external)
                    else {
                        continue;
                    };
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_string();
                    if let Some(part) = resolve(folder, &target) {
                        parts.push(Relationship { id: tag.get("Id").unwrap_or_default(), kind, part });
                    }
                }
                Node::End => return Ok(Relationships { parts }),
                _ => {}
            }
        }
    }

    /// The first part of a kind.
    pub(super) fn of(&self, kind: &str) -> Option<&str> {
        self.parts.iter().find(|known| known.kind == kind).map(|known| known.part.as_str())
    }

    /// The parts with their names for what refers to them.
    pub(super) fn by_id(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.iter().map(|known| (known.id.as_str(), known.part.as_str()))
    }
}
