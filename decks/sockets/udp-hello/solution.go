// One datagram out, one in. Dial connects nothing here: it only remembers where Write goes to.
package main

import (
	"io"
	"log"
	"net"
	"os"
)

func main() {
	server, err := net.Dial("udp4", net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT")))
	check(err)
	defer server.Close()

	_, err = io.WriteString(server, os.Getenv("DRILL_TOKEN"))
	check(err)

	buffer := make([]byte, 2048)
	n, err := server.Read(buffer) // one datagram, whole
	check(err)
	os.Stdout.Write(buffer[:n])
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
