// half-close: send the token, end your half, print the answer.
package main

import (
	"net"
	"os"
)

func main() {
	address := net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT"))
	token := os.Getenv("DRILL_TOKEN")

	// TODO: connect, write, say that this was all, then read until io.EOF. Print what came.

	_, _ = address, token
}
