// sendmsg-iovec: send a header, a body and a trailer as one message, print the answer.
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

    // TODO: socket, connect, sendmsg with three iovecs, recv.

    return path && token ? 0 : 1;
}
