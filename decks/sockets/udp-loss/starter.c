// udp-loss: send 1, 2 and 3, one after the other, and print the answer to each, once.
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

int main(void)
{
    const char *host = getenv("DRILL_HOST"); // "127.0.0.1"
    const char *port = getenv("DRILL_PORT"); // "40123", as text

    // TODO: for each number: send it; wait half a second for its own answer; else send it again. Print the answer.

    return host && port ? 0 : 1;
}
