// Says the word, and dies of it.
package main

import (
	"fmt"
	"log"
	"net"
	"os"
)

func main() {
	_, err := net.Dial("tcp4", net.JoinHostPort(os.Getenv("DRILL_HOST"), os.Getenv("DRILL_PORT")))
	if err != nil {
		fmt.Println("refused")
		log.Fatal(err)
	}
}
