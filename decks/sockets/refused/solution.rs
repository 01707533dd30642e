// A refusal that was understood is no failure.
use std::env::var;
use std::io::ErrorKind;
use std::net::TcpStream;

fn main() {
    let host = var("DRILL_HOST").unwrap();
    let port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();

    match TcpStream::connect((host.as_str(), port)) {
        Ok(_) => println!("open"),
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => println!("refused"),
        Err(_) => println!("other"),
    }
}
