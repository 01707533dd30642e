// udp-server: an echo server of datagrams. The socket is here, and bound.
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

    // TODO: send every datagram back to where it came from, whole, and also when it is empty.
    pause();
    return 0;
}
