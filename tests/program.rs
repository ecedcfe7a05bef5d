//! What the program does when it is run.

mod batch;
#[cfg(unix)]
mod changed;
mod cli;
#[cfg(unix)]
mod documented;
#[cfg(feature = "fetch")]
mod fetch;
mod golden;
mod lsp;
mod manual;
mod office;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod serve;
mod visible;
#[cfg(unix)]
mod watch;
