// connect on UDP sends nothing, and lets errors find their way back: to the next call.
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
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
    struct timeval patience = {.tv_sec = 2};
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) < 0)
        fail("setsockopt");
    if (send(fd, token, strlen(token), 0) < 0)
        fail("send");

    char answer[256];
    ssize_t n = recv(fd, answer, sizeof answer, 0);
    if (n >= 0)
        printf("%.*s\n", (int)n, answer);
    else if (errno == ECONNREFUSED)
        puts("refused");
    else if (errno == EAGAIN)
        puts("timeout");
    else
        fail("recv");

    close(fd);
    return 0;
}
