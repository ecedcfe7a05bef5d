//! What the program does when it is run.

mod batch;
mod cli;
#[cfg(feature = "fetch")]
mod fetch;
mod golden;
mod lsp;
mod office;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod visible;
