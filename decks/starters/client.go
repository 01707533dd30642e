// The drill tells its task; these are the things it gives you.
package main

import (
	"net"
	"os"
)

func main() {
	transport := os.Getenv("DRILL_TRANSPORT") // such as "tcp4", "udp6" or "unix-stream"
	address := net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT"))
	path := os.Getenv("DRILL_PATH") // instead of an address; an abstract name begins with @
	token := os.Getenv("DRILL_TOKEN")

	// TODO: be the client of this drill.

	_, _, _, _ = transport, address, path, token
}
