// half-close: send the token, end your half, print the answer.
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

    // TODO: connect, send the token, say that this was all, then read until 0. Print what came.

    return host && port && token ? 0 : 1;
}
