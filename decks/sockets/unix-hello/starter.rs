// unix-hello: connect to the path, send the token, print the whole answer.
use std::env::var;

fn main() {
    let _path = var("DRILL_PATH").unwrap();
    let _token = var("DRILL_TOKEN").unwrap();

    // TODO: connect, write, then read until it returns 0. Print what came, and nothing else.
}
