// scm-rights: pass the server a descriptor from which it can read the token, print the answer.
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

    // TODO: pipe, write, sendmsg with SCM_RIGHTS, recv.

    return path && token ? 0 : 1;
}
