// bind-listen-accept: be the echo server. Send back what each client sends, until its end; then take the next client.
use std::env::var;

fn main() {
    let _host = var("DRILL_HOST").unwrap();
    let _port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();

    // TODO: TcpListener::bind. Then again and again: accept, echo until read returns 0, close.
}
