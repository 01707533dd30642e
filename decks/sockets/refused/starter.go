// refused: try to connect, and print in one word what came of it: refused, open or other.
package main

import (
	"net"
	"os"
)

func main() {
	address := net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT"))

	// TODO: connect; then one word.

	_ = address
}
