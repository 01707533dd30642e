// unix-hello: connect to the path, send the token, print the whole answer.
package main

import (
	"os"
)

func main() {
	path := os.Getenv("DRILL_PATH")
	token := os.Getenv("DRILL_TOKEN")

	// TODO: connect, write, then read until io.EOF. Print what came, and nothing else.

	_, _ = path, token
}
