// Takes the first piece for the whole answer.
use std::env::var;
use std::io::{self, Read, Write};
use std::net::TcpStream;

fn main() -> io::Result<()> {
    let host = var("DRILL_HOST").unwrap();
    let port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();

    let mut server = TcpStream::connect((host.as_str(), port))?;
    server.write_all(var("DRILL_TOKEN").unwrap().as_bytes())?; // write alone may take only a part

    let mut buffer = [0; 4096];
    let n = server.read(&mut buffer)?; // one piece
    io::stdout().write_all(&buffer[..n])?;
    Ok(())
}
