// Prints one line, and reads the rest to throw it away: what lies unread at the close becomes a reset.
use std::env::var;
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;

fn main() -> io::Result<()> {
    let host = var("DRILL_HOST").unwrap();
    let port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();

    let mut server = TcpStream::connect((host.as_str(), port))?;
    server.write_all(var("DRILL_TOKEN").unwrap().as_bytes())?; // write alone may take only a part

    let mut answer = BufReader::new(server);
    let mut line = String::new();
    answer.read_line(&mut line)?;
    print!("{line}");
    io::copy(&mut answer, &mut io::sink())?;
    Ok(())
}
