// unix-hello: connect to the path, send the token, print the whole answer.
#include <cstddef>
#include <iostream>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main()
{
    const char *path = std::getenv("DRILL_PATH");   // "/tmp/…/s", or "@name" for an abstract name
    const char *token = std::getenv("DRILL_TOKEN"); // what the server wants to read

    // TODO: fill a struct sockaddr_un, then socket, connect, write, read until 0. Print what came, and nothing else.

    return path && token ? 0 : 1;
}
