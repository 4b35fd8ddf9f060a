//! Mappings: flat tables of grants made chains, with an account of every row.

mod account;
#[path = "../shared/cases.rs"]
mod cases;
#[path = "../shared/chinese.rs"]
mod chinese;
mod cordis;
mod document;
mod documented;
mod hostile;
mod norway;
mod properties;
mod real;
mod registers;
mod rules;
mod silent;
mod tables;
mod workbook;
