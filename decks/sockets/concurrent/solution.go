// A concurrent echo server: each client gets a goroutine of its own.
package main

import (
	"io"
	"log"
	"net"
	"os"
)

func main() {
	door, err := net.Listen("tcp4", net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT")))
	if err != nil {
		log.Fatal(err)
	}
	for {
		conn, err := door.Accept() // a new connection, for this one client
		if err != nil {
			log.Fatal(err)
		}
		go serve(conn)
	}
}

func serve(conn net.Conn) {
	defer conn.Close()
	io.Copy(conn, conn) // what comes goes back, until the client's end; if it is gone, that is its affair
}
