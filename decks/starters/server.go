// The drill tells its task; these are the things it gives you.
package main

import (
	"net"
	"os"
)

func main() {
	transport := os.Getenv("DRILL_TRANSPORT") // such as "tcp4" or "unix-stream"
	address := net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT"))
	path := os.Getenv("DRILL_PATH") // the path to bind to, instead of an address

	// TODO: be the server of this drill. It is never finished: it runs until it is stopped.

	_, _, _ = transport, address, path
}
