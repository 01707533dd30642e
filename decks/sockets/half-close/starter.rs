// half-close: send the token, end your half, print the answer.
use std::env::var;

fn main() {
    let _host = var("DRILL_HOST").unwrap();
    let _port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();
    let _token = var("DRILL_TOKEN").unwrap();

    // TODO: connect, write, say that this was all, then read until it returns 0. Print what came.
}
