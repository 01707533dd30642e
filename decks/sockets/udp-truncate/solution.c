// MSG_TRUNC: recv tells how long the datagram was, however little of it fits.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

static int connect_to_server(void)
{
    const char *host = getenv("DRILL_HOST");
    const char *port = getenv("DRILL_PORT");
    if (!host || !port || !getenv("DRILL_TOKEN")) {
        fprintf(stderr, "DRILL_HOST, DRILL_PORT and DRILL_TOKEN must be set\n");
        exit(2);
    }
    struct sockaddr_in server = {0};
    server.sin_family = AF_INET;
    server.sin_port = htons((unsigned short)strtol(port, NULL, 10));
    if (inet_pton(AF_INET, host, &server.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", host);
        exit(2);
    }
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    return fd;
}

int main(void)
{
    int fd = connect_to_server(); // notes the partner; nothing is sent
    const char *token = getenv("DRILL_TOKEN");
    if (write(fd, token, strlen(token)) < 0)
        fail("write");

    for (int i = 0; i < 3; i++) {
        char message[32];
        ssize_t n = recv(fd, message, sizeof message, MSG_TRUNC);
        if (n < 0)
            fail("recv");
        if ((size_t)n > sizeof message)
            puts("toobig");
        else
            printf("%.*s\n", (int)n, message);
    }

    close(fd);
    return 0;
}
