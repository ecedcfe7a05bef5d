#!/usr/bin/env bash
# Counts the tables of src/background/ that are not English, from the development data in ../shared/data.
#
#   cargo build --release && scripts/backgrounds.sh
#
# Only counts are kept: in how many texts a stem stands, of those that stand in two or more, and how often.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

data=../shared/data
# table LANGUAGE FILE...
table() {
    "${CARGO_TARGET_DIR:-target}/release/nutgraf" corpus build --jsonl --min-df 2 --lang "$1" \
        --output "src/background/$1.tsv" "${@:2}"
}

table ar "$data/keywords/akec-ar.jsonl"
table de "$data/summaries/klexikon.jsonl"
table fr "$data/summaries/orangesum.jsonl" "$data/keywords/taln-fr.jsonl" "$data/keywords/wikinews-fr.jsonl"
table ru "$data/keywords/ng-ru.jsonl" "$data/keywords/rt-ru.jsonl" "$data/keywords/cyber-ru.jsonl"
