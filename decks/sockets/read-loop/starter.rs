// read-loop: the answer comes in pieces. Print all of it.
use std::env::var;
use std::io::{self, Write};
use std::net::TcpStream;

fn main() -> io::Result<()> {
    // On unix-stream you get DRILL_PATH instead of host and port: then these lines are yours to change.
    let host = var("DRILL_HOST").unwrap();
    let port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();
    let mut server = TcpStream::connect((host.as_str(), port))?;
    server.write_all(var("DRILL_TOKEN").unwrap().as_bytes())?; // write alone may take only a part

    // TODO: print all that the server answers. How many times does read have to be called?

    Ok(())
}
