// The same calls; only the address is of another family, and JoinHostPort puts it into brackets.
package main

import (
	"io"
	"log"
	"net"
	"os"
)

func main() {
	server, err := net.Dial("tcp6", net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT")))
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
