// refused: try to connect, and print in one word what came of it: refused, open or other.
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    const char *host = getenv("DRILL_HOST"); // "127.0.0.1"
    const char *port = getenv("DRILL_PORT"); // "40123", as text

    // TODO: socket, connect; then one word, and exit status 0.

    return host && port ? 0 : 1;
}
