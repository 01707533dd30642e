// tcp6-hello: connect, send the token, print the whole answer.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <iostream>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

int main()
{
    const char *host = std::getenv("DRILL_HOST");   // "::1"
    const char *port = std::getenv("DRILL_PORT");   // "40123", as text
    const char *token = std::getenv("DRILL_TOKEN"); // what the server wants to read

    // TODO: socket, connect, write, read: as in tcp-hello, with an address of the other family.

    return host && port && token ? 0 : 1;
}
