// read-loop: the answer comes in pieces. Print all of it.
// On unix-stream you get DRILL_PATH instead of host and port: then the line with Dial is yours to change.
package main

import (
	"io"
	"log"
	"net"
	"os"
)

func main() {
	server, err := net.Dial("tcp4", net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT")))
	check(err)
	defer server.Close()

	_, err = io.WriteString(server, os.Getenv("DRILL_TOKEN"))
	check(err)

	// TODO: print all that the server answers. How many times does Read have to be called?
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
