// After the question the sending half is closed; the other one stays open for the answer.
// transports: tcp4 unix-stream
package main

import (
	"io"
	"log"
	"net"
	"os"
)

func main() {
	network, address := place()
	server, err := net.Dial(network, address)
	check(err)
	defer server.Close()

	_, err = io.WriteString(server, os.Getenv("DRILL_TOKEN"))
	check(err)
	// Connections of both kinds can close their sending half: "that was my question".
	check(server.(interface{ CloseWrite() error }).CloseWrite())
	_, err = io.Copy(os.Stdout, server) // until the end of the stream
	check(err)
}

// Where the server is: a path, or a host and a port.
func place() (network, address string) {
	if path := os.Getenv("DRILL_PATH"); path != "" {
		return "unix", path
	}
	return "tcp4", net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT"))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
