// The life of a client: connect, write, read until the end; the close comes by itself.
use std::env::var;
use std::io::{self, Write};
use std::net::TcpStream;

fn main() -> io::Result<()> {
    let host = var("DRILL_HOST").unwrap();
    let port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();

    let mut server = TcpStream::connect((host.as_str(), port))?;
    server.write_all(var("DRILL_TOKEN").unwrap().as_bytes())?; // write alone may take only a part
    io::copy(&mut server, &mut io::stdout())?; // until the end of the stream
    Ok(())
}
