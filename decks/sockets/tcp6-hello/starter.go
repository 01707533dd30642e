// tcp6-hello: connect, send the token, print the whole answer.
package main

import (
	"net"
	"os"
)

func main() {
	address := net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT"))
	token := os.Getenv("DRILL_TOKEN")

	// TODO: connect over IPv6, write, then read until io.EOF. Print what came, and nothing else.

	_, _ = address, token
}
