// A number crosses the wire with its highest byte first.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
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

// One read may return a part; false at the end of the stream.
static bool read_exactly(int fd, void *bytes, size_t length)
{
    char *at = bytes;
    while (length > 0) {
        ssize_t n = read(fd, at, length);
        if (n < 0)
            fail("read");
        if (n == 0)
            return false;
        at += n;
        length -= (size_t)n;
    }
    return true;
}

int main(void)
{
    int fd = connect_to_server();
    const char *token = getenv("DRILL_TOKEN");

    uint32_t mark = htonl(0x01020304);
    write_all(fd, &mark, sizeof mark);
    write_all(fd, token, strlen(token));

    uint32_t answer;
    if (!read_exactly(fd, &answer, sizeof answer)) {
        fprintf(stderr, "the answer is too short\n");
        return 1;
    }
    printf("%u\n", ntohl(answer));

    close(fd);
    return 0;
}
