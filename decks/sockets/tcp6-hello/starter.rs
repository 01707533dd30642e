// tcp6-hello: connect, send the token, print the whole answer.
use std::env::var;

fn main() {
    let _host = var("DRILL_HOST").unwrap();
    let _port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();
    let _token = var("DRILL_TOKEN").unwrap();

    // TODO: connect over IPv6, write, then read until it returns 0. Print what came, and nothing else.
}
