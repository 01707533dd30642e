// Each message says its length first; prefix and message may come in any pieces.
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

// Sends a message: its length in four bytes, the highest first, and then itself.
static void send_message(int fd, const void *bytes, uint32_t length)
{
    uint32_t prefix = htonl(length);
    write_all(fd, &prefix, sizeof prefix);
    write_all(fd, bytes, length);
}

static bool print_message(int fd)
{
    uint32_t prefix;
    char message[1024];
    if (!read_exactly(fd, &prefix, sizeof prefix))
        return false;
    uint32_t length = ntohl(prefix);
    if (length > sizeof message || !read_exactly(fd, message, length))
        return false;
    printf("%.*s\n", (int)length, message);
    return true;
}

int main(void)
{
    int fd = connect_to_server();
    const char *token = getenv("DRILL_TOKEN");
    send_message(fd, token, (uint32_t)strlen(token));
    for (int i = 0; i < 2; i++) {
        if (!print_message(fd)) {
            fprintf(stderr, "a message is too long, or not complete\n");
            return 1;
        }
    }
    close(fd);
    return 0;
}
