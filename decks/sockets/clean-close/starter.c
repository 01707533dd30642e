// clean-close: send the token, print the first line, leave in an orderly way.
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

    // TODO: connect, send the token, print the first line of what comes. What has to happen before close?

    return host && port && token ? 0 : 1;
}
