// One datagram out, one in.
use std::env::var;
use std::io::{self, Write};
use std::net::UdpSocket;

fn main() -> io::Result<()> {
    let host = var("DRILL_HOST").unwrap();
    let port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();

    let mine = UdpSocket::bind("0.0.0.0:0")?; // any address, any free port
    mine.send_to(var("DRILL_TOKEN").unwrap().as_bytes(), (host.as_str(), port))?;

    let mut buffer = [0; 2048];
    let (n, _sender) = mine.recv_from(&mut buffer)?; // one datagram, whole
    io::stdout().write_all(&buffer[..n])?;
    Ok(())
}
