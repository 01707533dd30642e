// The address is a path; behind @ it is a name, which is given without the @.
// transports: unix-stream unix-abstract
use std::env::var;
use std::io::{self, Write};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixStream};

fn address(path: &str) -> io::Result<SocketAddr> {
    match path.strip_prefix('@') {
        Some(name) => SocketAddr::from_abstract_name(name),
        None => SocketAddr::from_pathname(path),
    }
}

fn main() -> io::Result<()> {
    let mut server = UnixStream::connect_addr(&address(&var("DRILL_PATH").unwrap())?)?;
    server.write_all(var("DRILL_TOKEN").unwrap().as_bytes())?; // write alone may take only a part
    io::copy(&mut server, &mut io::stdout())?; // until the end of the stream
    Ok(())
}
