//! `nutgraf watch`: saves as editors make them, and what is said of each.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

const CLEAN: &str = "# A quiet week\n\nNothing was broken on Monday, and the office closed early. On Tuesday we met old friends.\n";
const STUFFED: &str = "# Heat pump\n\nThe heat pump is a heat pump. The heat pump warms the house. The heat pump is a heat pump. A heat \
                       pump is what it is. Ask for a heat pump.\n";

struct Watch {
    program: Child,
    lines: Receiver<String>,
    folder: PathBuf,
}

impl Watch {
    fn start(name: &str, files: &[(&str, &str)], arguments: &[&str]) -> Watch {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        command.current_dir(&folder).arg("watch").args(arguments).env("NO_COLOR", "1");
        let mut program = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        let out = program.stdout.take().unwrap();
        let errors = program.stderr.take().unwrap();
        for reader in
            [Box::new(BufReader::new(out)) as Box<dyn BufRead + Send>, Box::new(BufReader::new(errors))]
        {
            let sender = sender.clone();
            thread::spawn(move || {
                for line in reader.lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        let watch = Watch { program, lines, folder };
        watch.until("watching");
        watch
    }

    /// The next line that has a word; others are left out.
    fn until(&self, word: &str) -> String {
        loop {
            match self.lines.recv_timeout(Duration::from_secs(60)) {
                Ok(line) if line.contains(word) => return line,
                Ok(_) => {}
                Err(error) => panic!("no line with {word}: {error}"),
            }
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn each_save_is_told_however_it_is_made() {
    let watch = Watch::start("saves", &[("a.md", CLEAN), ("b.md", CLEAN)], &["a.md"]);
    // In place.
    fs::write(watch.path("a.md"), STUFFED).unwrap();
    watch.until("a.md: worse; 1 warning");
    assert!(watch.until("overused-phrase").trim_start().starts_with("new"));
    // A new file that takes the place of the old.
    fs::write(watch.path(".a.md.swp"), CLEAN).unwrap();
    fs::rename(watch.path(".a.md.swp"), watch.path("a.md")).unwrap();
    watch.until("a.md: better; no findings");
    assert!(watch.until("overused-phrase").trim_start().starts_with("fixed"));
    // The old one put away before.
    fs::rename(watch.path("a.md"), watch.path("a.md~")).unwrap();
    fs::write(watch.path("a.md"), format!("{CLEAN}\nOne more sentence stands here.\n")).unwrap();
    assert!(watch.until("a.md: as before; no findings").ends_with("(+5)"));
    // Other files of the folder, and a save without a change, say nothing.
    fs::write(watch.path("b.md"), STUFFED).unwrap();
    fs::write(watch.path("a.md"), format!("{CLEAN}\nOne more sentence stands here.\n")).unwrap();
    assert_eq!(watch.lines.recv_timeout(Duration::from_millis(700)), Err(RecvTimeoutError::Timeout));
}

#[test]
fn folders_are_watched_with_what_comes_into_them() {
    let watch = Watch::start("folder", &[("a.md", CLEAN), ("note.json", "{}")], &[]);
    fs::create_dir(watch.path("later")).unwrap();
    thread::sleep(Duration::from_millis(300));
    fs::write(watch.path("later/c.md"), CLEAN).unwrap();
    watch.until("later/c.md: no findings");
    fs::write(watch.path("later/c.md"), STUFFED).unwrap();
    watch.until("later/c.md: worse");
    // A configuration holds from when it is saved.
    fs::write(
        watch.path("nutgraf.toml"),
        "[rules]\noverused-phrase = \"off\"\nrepeated-sentence = \"off\"\n",
    )
    .unwrap();
    watch.until("later/c.md: no findings");
    fs::write(watch.path("nutgraf.toml"), "what is this").unwrap();
    assert!(watch.until("error:").contains("nutgraf.toml"));
}

#[test]
fn what_is_deleted_or_left_out_is_told() {
    let watch = Watch::start("gone", &[("a.md", CLEAN), ("b.md", STUFFED), ("c.md", CLEAN)], &[]);
    fs::remove_file(watch.path("a.md")).unwrap();
    watch.until("a.md: deleted");
    // One that comes back is new.
    fs::write(watch.path("a.md"), CLEAN).unwrap();
    watch.until("a.md: no findings");
    fs::write(watch.path("nutgraf.toml"), "exclude = [\"c.md\"]\n[rules]\noverused-phrase = \"error\"\n")
        .unwrap();
    watch.until("b.md: 1 error");
    assert!(watch.until("overused-phrase").trim_start().starts_with("worse"));
    watch.until("c.md: no longer watched");
}

#[test]
fn what_is_not_there_cannot_be_watched() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    let output = command.args(["watch", "no such file.md"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no such file.md"));
}
