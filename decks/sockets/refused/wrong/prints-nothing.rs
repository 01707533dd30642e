// Dies of the refusal, and only stderr hears of it.
use std::env::var;
use std::net::TcpStream;

fn main() {
    let host = var("DRILL_HOST").unwrap();
    let port: u16 = var("DRILL_PORT").unwrap().parse().unwrap();

    TcpStream::connect((host.as_str(), port)).unwrap();
    println!("open");
}
