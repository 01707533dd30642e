// udp-hello: send the token as one datagram, print the one that comes back.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <iostream>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

int main()
{
    const char *host = std::getenv("DRILL_HOST");   // "127.0.0.1"
    const char *port = std::getenv("DRILL_PORT");   // "40123", as text
    const char *token = std::getenv("DRILL_TOKEN"); // what the server wants to read

    // TODO: socket, sendto, recvfrom. Print the bytes of the answer, and nothing else.

    return host && port && token ? 0 : 1;
}
