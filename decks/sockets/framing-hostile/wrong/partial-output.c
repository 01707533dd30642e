// Asks for four billion bytes of memory, and gives up when there are none.
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

static int connect_to_server(void)
{
    struct sockaddr_in server = {0};
    server.sin_family = AF_INET;
    server.sin_port = htons((unsigned short)atoi(getenv("DRILL_PORT")));
    inet_pton(AF_INET, getenv("DRILL_HOST"), &server.sin_addr);

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
    if (write(fd, token, strlen(token)) < 0)
        fail("write");

    uint32_t prefix;
    while (read_exactly(fd, &prefix, sizeof prefix)) {
        uint32_t length = ntohl(prefix);
        char *message = malloc(length);
        if (!message)
            fail("malloc");
        if (!read_exactly(fd, message, length))
            break;
        printf("%.*s\n", (int)length, message);
        free(message);
    }
    puts("toobig");
    close(fd);
    return 0;
}
