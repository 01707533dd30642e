// Reads as many bytes as the stranger says, into a buffer of its own size.
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

static bool take_message(int fd)
{
    uint32_t prefix;
    char message[256], piece[4096];
    if (read(fd, &prefix, sizeof prefix) != sizeof prefix)
        return false;
    uint32_t left = ntohl(prefix);
    char *end = message;
    while (left > 0) {
        ssize_t n = read(fd, piece, left < sizeof piece ? left : sizeof piece);
        if (n <= 0)
            return false;
        memcpy(end, piece, (size_t)n);
        end += n;
        left -= (uint32_t)n;
    }
    printf("%.*s\n", (int)(end - message), message);
    return true;
}

int main(void)
{
    int fd = connect_to_server();
    const char *token = getenv("DRILL_TOKEN");
    if (write(fd, token, strlen(token)) < 0)
        fail("write");
    while (take_message(fd))
        ;
    puts("toobig");
    close(fd);
    return 0;
}
