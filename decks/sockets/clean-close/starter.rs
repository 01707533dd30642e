// clean-close: send the token, print the first line, leave in an orderly way.
use std::env::var;

fn main() {
    let _host = var("DRILL_HOST").unwrap();
    let _port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();
    let _token = var("DRILL_TOKEN").unwrap();

    // TODO: connect, write, print the first line of what comes. What has to happen before the close?
}
