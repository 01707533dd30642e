// An echo server of datagrams: one socket for everybody, and every answer to whoever asked.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

int main(void)
{
    const char *host = getenv("DRILL_HOST");
    const char *port = getenv("DRILL_PORT");
    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons((unsigned short)strtol(port ? port : "", NULL, 10));
    if (!host || inet_pton(AF_INET, host, &addr.sin_addr) != 1) {
        fprintf(stderr, "DRILL_HOST must be an IPv4 address\n");
        return 2;
    }
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        fail("socket");
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        fail("bind");

    static char buffer[65536]; // the largest datagram has 65,507 bytes
    for (;;) {
        struct sockaddr_in from;
        socklen_t length = sizeof from; // anew each time: recvfrom writes into it
        ssize_t n = recvfrom(fd, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &length);
        if (n < 0)
            fail("recvfrom");
        sendto(fd, buffer, (size_t)n, 0, (struct sockaddr *)&from, length); // 0 bytes are a datagram, too
    }
}
