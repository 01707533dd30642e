// tcp6-hello: connect, send the token, print the whole answer.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    const char *host = getenv("DRILL_HOST");   // "::1"
    const char *port = getenv("DRILL_PORT");   // "40123", as text
    const char *token = getenv("DRILL_TOKEN"); // what the server wants to read

    // TODO: socket, connect, write, read: as in tcp-hello, with an address of the other family.

    return host && port && token ? 0 : 1;
}
