// bind-listen-accept: be the echo server. Send back what each client sends, until its end; then take the next client.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    const char *host = getenv("DRILL_HOST"); // "127.0.0.1": the address to bind to
    const char *port = getenv("DRILL_PORT"); // "20123", as text

    // TODO: socket, SO_REUSEADDR, bind, listen. Then again and again: accept, echo until read returns 0, close.

    return host && port ? 0 : 1;
}
