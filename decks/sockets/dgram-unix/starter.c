// dgram-unix: send the token as one datagram from a path of your own, print the one that comes back.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(void)
{
    const char *path = getenv("DRILL_PATH");   // the server's SOCK_DGRAM socket
    const char *token = getenv("DRILL_TOKEN"); // what the server wants to read

    // TODO: socket, bind, sendto, recvfrom, close, unlink.

    return path && token ? 0 : 1;
}
