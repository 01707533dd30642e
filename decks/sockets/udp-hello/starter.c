// udp-hello: send the token as one datagram, print the one that comes back.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    const char *host = getenv("DRILL_HOST");   // "127.0.0.1"
    const char *port = getenv("DRILL_PORT");   // "40123", as text
    const char *token = getenv("DRILL_TOKEN"); // what the server wants to read

    // TODO: socket, sendto, recvfrom. Print the bytes of the answer, and nothing else.

    return host && port && token ? 0 : 1;
}
