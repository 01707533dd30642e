// Prints one line, and reads the rest to throw it away: what lies unread at the close becomes a reset.
package main

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net"
	"os"
)

func main() {
	server, err := net.Dial("tcp4", net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT")))
	check(err)
	defer server.Close()

	_, err = io.WriteString(server, os.Getenv("DRILL_TOKEN"))
	check(err)

	answer := bufio.NewReader(server)
	line, err := answer.ReadString('\n')
	check(err)
	fmt.Print(line)
	_, err = io.Copy(io.Discard, answer)
	check(err)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
