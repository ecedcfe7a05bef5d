//! `nutgraf completions` and `nutgraf man`.

use anyhow::Result;
use clap::CommandFactory;

use crate::args::{Args, Completions};
use crate::output::{self, Status};

pub(crate) fn completions(args: &Completions) -> Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "nutgraf", &mut script);
    print(&script)
}

pub(crate) fn man() -> Result<Status> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut page)?;
    print(&page)
}

fn print(bytes: &[u8]) -> Result<Status> {
    output::with_output(None, |out| {
        out.write_all(bytes)?;
        Ok(Status::Done)
    })
}
