// The drill tells its task; these are the things it gives you.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    const char *transport = getenv("DRILL_TRANSPORT"); // such as "tcp4", "udp6" or "unix-stream"
    const char *host = getenv("DRILL_HOST");           // an IP address, where there are ports
    const char *port = getenv("DRILL_PORT");           // the port, as text
    const char *path = getenv("DRILL_PATH");           // or a path; an abstract name begins with @
    const char *token = getenv("DRILL_TOKEN");

    // TODO: be the client of this drill.

    return transport && token && ((host && port) || path) ? 0 : 1;
}
