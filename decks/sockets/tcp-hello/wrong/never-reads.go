// Prints what it had sent, and never looks at the answer.
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
	os.Stdout.WriteString(os.Getenv("DRILL_TOKEN"))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
