// Reads until the end of the stream, however the answer was cut.
// transports: tcp4 unix-stream
use std::env::var;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;

// A stream is a stream: what reads and writes does not care where it leads.
trait Stream: Read + Write {}
impl<S: Read + Write> Stream for S {}

fn connect() -> io::Result<Box<dyn Stream>> {
    if let Ok(path) = var("DRILL_PATH") {
        return Ok(Box::new(UnixStream::connect(path)?));
    }
    let port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();
    Ok(Box::new(TcpStream::connect((var("DRILL_HOST").unwrap().as_str(), port))?))
}

fn main() -> io::Result<()> {
    let mut server = connect()?;
    server.write_all(var("DRILL_TOKEN").unwrap().as_bytes())?; // write alone may take only a part

    let mut buffer = [0; 4096];
    loop {
        let n = server.read(&mut buffer)?; // 0 is the end, anything else a piece
        if n == 0 {
            break;
        }
        io::stdout().write_all(&buffer[..n])?;
    }
    Ok(())
}
