// One client, and no other after it.
use std::env::var;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};

fn main() -> io::Result<()> {
    let host = var("DRILL_HOST").unwrap();
    let port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();

    let door = TcpListener::bind((host.as_str(), port))?;
    let (conn, _) = door.accept()?;
    serve(conn);
    loop {
        std::thread::park();
    }
}

// If the client has gone, that is its affair, and no reason for the server to end.
fn serve(mut conn: TcpStream) {
    let mut buffer = [0; 4096];
    while let Ok(n) = conn.read(&mut buffer) {
        if n == 0 || conn.write_all(&buffer[..n]).is_err() {
            break;
        }
    }
}
