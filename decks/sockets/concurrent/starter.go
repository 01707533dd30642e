// concurrent: this server serves one client to its end before it takes the next.
// TODO: serve several at once.
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
		serve(conn)
	}
}

func serve(conn net.Conn) {
	defer conn.Close()
	io.Copy(conn, conn) // what comes goes back, until the client's end; if it is gone, that is its affair
}
