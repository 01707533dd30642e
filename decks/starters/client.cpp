// The drill tells its task; these are the things it gives you.
#include <iostream>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

int main()
{
    const char *transport = std::getenv("DRILL_TRANSPORT"); // such as "tcp4", "udp6" or "unix-stream"
    const char *host = std::getenv("DRILL_HOST");           // an IP address, where there are ports
    const char *port = std::getenv("DRILL_PORT");           // the port, as text
    const char *path = std::getenv("DRILL_PATH");           // or a path; an abstract name begins with @
    const char *token = std::getenv("DRILL_TOKEN");

    // TODO: be the client of this drill.

    return transport && token && ((host && port) || path) ? 0 : 1;
}
