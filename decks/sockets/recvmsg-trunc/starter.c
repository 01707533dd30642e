// recvmsg-trunc: receive each message into parts of 4, 12 and 8 bytes, and tell whether it was cut.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(void)
{
    const char *path = getenv("DRILL_PATH");   // the server's SOCK_SEQPACKET socket
    const char *token = getenv("DRILL_TOKEN"); // what the server wants to read

    // TODO: socket, connect, send the token, recvmsg with three iovecs until 0.

    return path && token ? 0 : 1;
}
