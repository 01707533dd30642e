// The drill tells its task; these are the things it gives you.
use std::env::var;

fn main() {
    let _transport = var("DRILL_TRANSPORT").unwrap(); // such as "tcp4" or "unix-stream"
    let _host = var("DRILL_HOST").unwrap_or_default(); // the address to bind to, where there are ports
    let _port = var("DRILL_PORT").unwrap_or_default(); // the port, as text
    let _path = var("DRILL_PATH").unwrap_or_default(); // or the path to bind to

    // TODO: be the server of this drill. It is never finished: it runs until it is stopped.
}
