// The drill tells its task; these are the things it gives you.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    const char *transport = getenv("DRILL_TRANSPORT"); // "tcp4" or "unix-stream"
    const char *host = getenv("DRILL_HOST");           // tcp4
    const char *port = getenv("DRILL_PORT");           // tcp4, as text
    const char *path = getenv("DRILL_PATH");           // unix-stream
    const char *token = getenv("DRILL_TOKEN");

    // TODO: be the client of this drill.

    return transport && token && ((host && port) || path) ? 0 : 1;
}
