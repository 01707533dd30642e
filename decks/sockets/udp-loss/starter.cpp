// udp-loss: send 1, 2 and 3, one after the other, and print the answer to each, once.
#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <iostream>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

int main()
{
    const char *host = std::getenv("DRILL_HOST"); // "127.0.0.1"
    const char *port = std::getenv("DRILL_PORT"); // "40123", as text

    // TODO: for each number: send it; wait half a second for its own answer; else send it again. Print the answer.

    return host && port ? 0 : 1;
}
