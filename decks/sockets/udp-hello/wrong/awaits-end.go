// Waits for the end of something that has none.
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
	io.Copy(os.Stdout, server)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
