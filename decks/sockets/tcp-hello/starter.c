// tcp-hello: connect, send the token, print the whole answer.
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

    // TODO: socket, connect, write, then read until it returns 0. Print what came, and nothing else.

    return host && port && token ? 0 : 1;
}
