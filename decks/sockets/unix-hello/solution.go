// The address is a path; a name behind @ is abstract in Go, too.
// transports: unix-stream unix-abstract
package main

import (
	"io"
	"log"
	"net"
	"os"
)

func main() {
	server, err := net.Dial("unix", os.Getenv("DRILL_PATH"))
	check(err)
	defer server.Close()

	_, err = io.WriteString(server, os.Getenv("DRILL_TOKEN"))
	check(err)
	_, err = io.Copy(os.Stdout, server) // until the end of the stream
	check(err)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
