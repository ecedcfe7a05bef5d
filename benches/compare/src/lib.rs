//! What the drivers share. Each is `DRIVER NAME FILE`: NAME says whose work is done, once for each text of FILE, so
//! that a process can be measured from outside as a program is. Starting it and reading FILE cost every NAME the same.

use serde::Deserialize;

/// A row of JSON Lines, of which the text alone counts here.
#[derive(Deserialize)]
struct Row {
    text: String,
}

/// NAME of the command line, and the texts of FILE: one in each row if it is `.jsonl`, else all of it as one.
///
/// # Errors
///
/// If there are not two arguments, or FILE cannot be read.
pub fn arguments() -> Result<(String, Vec<String>), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(name), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("two arguments are expected: whose work to do, and a file".into());
    };
    let file = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    if !path.ends_with(".jsonl") {
        return Ok((name, vec![file]));
    }
    let rows = file.lines().map(|line| Ok(serde_json::from_str::<Row>(line)?.text));
    Ok((name, rows.collect::<Result<_, serde_json::Error>>()?))
}
