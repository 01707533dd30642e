// udp-hello: send the token as one datagram, print the one that comes back.
package main

import (
	"net"
	"os"
)

func main() {
	address := net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT"))
	token := os.Getenv("DRILL_TOKEN")

	// TODO: one datagram out, one in. Print the bytes of the answer, and nothing else.

	_, _ = address, token
}
