// unix-hello: connect to the path, send the token, print the whole answer.
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(void)
{
    const char *path = getenv("DRILL_PATH");   // "/tmp/…/s", or "@name" for an abstract name
    const char *token = getenv("DRILL_TOKEN"); // what the server wants to read

    // TODO: fill a struct sockaddr_un, then socket, connect, write, read until 0. Print what came, and nothing else.

    return path && token ? 0 : 1;
}
