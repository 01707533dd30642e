// Takes the first piece for the whole answer.
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

	buffer := make([]byte, 4096)
	n, err := server.Read(buffer) // one piece
	check(err)
	os.Stdout.Write(buffer[:n])
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
