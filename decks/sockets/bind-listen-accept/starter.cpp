// bind-listen-accept: be the echo server. Send back what each client sends, until its end; then take the next client.
#include <cstdlib>
#include <iostream>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

int main()
{
    const char *host = std::getenv("DRILL_HOST");           // the address to bind to
    const char *port = std::getenv("DRILL_PORT");           // the port, as text

    // TODO: socket, SO_REUSEADDR, bind, listen. Then again and again: accept, echo until read returns 0, close.

    return host && port ? 0 : 1;
}
