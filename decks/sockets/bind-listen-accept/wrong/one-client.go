// One client, and no other after it.
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
	conn, err := door.Accept()
	if err != nil {
		log.Fatal(err)
	}
	io.Copy(conn, conn)
	conn.Close()
	select {}
}
