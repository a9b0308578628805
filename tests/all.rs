//! Behaviour through the real router and the real database. Every test is a sentence about who
//! does what.

mod access;
mod api;
mod backup;
mod bad_input;
mod budgets;
mod canary;
mod confidentiality;
mod damage;
mod docs;
mod editions;
mod faults;
mod former;
mod jobs;
mod ledger;
mod letter;
mod lists;
mod live;
mod neighbours;
mod no_script;
mod purposes;
mod roles;
mod routes;
mod schema;
mod sentences;
mod small_template;
mod start;
mod template_keys;
mod who_sees;
mod year;
