// Sends, and closes at once.
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
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
