//! What the program does when it is run.

mod batch;
mod cli;
#[cfg(unix)]
mod documented;
#[cfg(feature = "fetch")]
mod fetch;
mod golden;
mod manual;
mod office;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod visible;
