// The drill tells its task; these are the things it gives you.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    const char *transport = getenv("DRILL_TRANSPORT"); // such as "tcp4" or "unix-stream"
    const char *host = getenv("DRILL_HOST");           // the address to bind to, where there are ports
    const char *port = getenv("DRILL_PORT");           // the port, as text
    const char *path = getenv("DRILL_PATH");           // or the path to bind to

    // TODO: be the server of this drill. It is never finished: it runs until it is stopped.

    return transport && ((host && port) || path) ? 0 : 1;
}
