// refused: try to connect, and print in one word what came of it: refused, open or other.
use std::env::var;

fn main() {
    let _host = var("DRILL_HOST").unwrap();
    let _port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();

    // TODO: connect; then one word.
}
