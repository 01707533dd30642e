// bind-listen-accept: be the echo server. Send back what each client sends, until its end; then take the next client.
package main

import (
	"net"
	"os"
)

func main() {
	address := net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT"))

	// TODO: net.Listen. Then again and again: Accept, echo until io.EOF, Close.

	_ = address
}
