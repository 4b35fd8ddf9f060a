//! The command as it is run: what it tells, in which language, with which exit status, and what it writes.

mod imports;
mod languages;
mod outputs;
mod plans;
mod running;
mod statuses;
mod today;
mod worked;
