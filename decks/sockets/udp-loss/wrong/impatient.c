// Half a second, meant in milliseconds: the kernel takes it for microseconds.
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

static const int tries = 5000;

// Sends the number until its own answer comes. Answers to earlier numbers are let pass.
static void ask(int fd, char number)
{
    for (int i = 0; i < tries; i++) {
        if (send(fd, &number, 1, 0) < 0)
            fail("send");
        char answer[16];
        ssize_t n;
        while ((n = recv(fd, answer, sizeof answer, 0)) >= 0) {
            if (n == 1 && answer[0] == number) {
                printf("%c\n", number);
                return;
            }
        }
        if (errno != EAGAIN && errno != EWOULDBLOCK)
            fail("recv");
    }
    fprintf(stderr, "no answer to %c\n", number);
    exit(1);
}

int main(void)
{
    const char *host = getenv("DRILL_HOST");
    const char *port = getenv("DRILL_PORT");
    if (!host || !port) {
        fprintf(stderr, "DRILL_HOST and DRILL_PORT must be set\n");
        return 2;
    }

    struct sockaddr_in server = {0};
    server.sin_family = AF_INET;
    server.sin_port = htons((unsigned short)strtol(port, NULL, 10));
    if (inet_pton(AF_INET, host, &server.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", host);
        return 2;
    }

    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        fail("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    struct timeval patience = {.tv_usec = 500};
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) < 0)
        fail("setsockopt");

    for (char number = '1'; number <= '3'; number++)
        ask(fd, number);
    close(fd);
    return 0;
}
