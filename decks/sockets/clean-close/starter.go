// clean-close: send the token, print the first line, leave in an orderly way.
package main

import (
	"net"
	"os"
)

func main() {
	address := net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT"))
	token := os.Getenv("DRILL_TOKEN")

	// TODO: connect, write, print the first line of what comes. What has to happen before the close?

	_, _ = address, token
}
