// udp-hello: send the token as one datagram, print the one that comes back.
use std::env::var;

fn main() {
    let _host = var("DRILL_HOST").unwrap();
    let _port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();
    let _token = var("DRILL_TOKEN").unwrap();

    // TODO: one datagram out, one in. Print the bytes of the answer, and nothing else.
}
