// The drill tells its task; these are the things it gives you.
use std::env::var;

fn main() {
    let _transport = var("DRILL_TRANSPORT").unwrap(); // such as "tcp4", "udp6" or "unix-stream"
    let _host = var("DRILL_HOST").unwrap_or_default(); // an IP address, where there are ports
    let _port = var("DRILL_PORT").unwrap_or_default(); // the port, as text
    let _path = var("DRILL_PATH").unwrap_or_default(); // or a path; an abstract name begins with @
    let _token = var("DRILL_TOKEN").unwrap();

    // TODO: be the client of this drill.
}
