// Reads until the end of the stream, however the answer was cut.
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

	buffer := make([]byte, 4096)
	for {
		n, err := server.Read(buffer) // a piece: as much as has come
		os.Stdout.Write(buffer[:n])
		if err == io.EOF {
			return
		}
		check(err)
	}
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
