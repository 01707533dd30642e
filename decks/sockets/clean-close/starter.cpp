// clean-close: send the token, print the first line, leave in an orderly way.
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

    // TODO: connect, send the token, print the first line of what comes. What has to happen before close?

    return host && port && token ? 0 : 1;
}
