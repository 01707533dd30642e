// SO_LINGER with a time of 0: close sends a reset instead of an end.
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

// write may take only a part of what it is given.
static void write_all(int fd, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length > 0) {
        ssize_t n = write(fd, at, length);
        if (n < 0)
            fail("write");
        at += n;
        length -= (size_t)n;
    }
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
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    return fd;
}

int main(void)
{
    int fd = connect_to_server();
    const char *token = getenv("DRILL_TOKEN");
    write_all(fd, token, strlen(token));

    char buffer[256];
    ssize_t n;
    while ((n = read(fd, buffer, sizeof buffer)) > 0)
        fwrite(buffer, 1, (size_t)n, stdout);
    if (n < 0)
        fail("read");

    struct linger now = { .l_onoff = 1, .l_linger = 0 };
    if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now) < 0)
        fail("setsockopt");
    close(fd);
    return 0;
}
