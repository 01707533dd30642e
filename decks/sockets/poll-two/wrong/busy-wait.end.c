// Keeps on asking for what has ended: there, poll returns at once for ever.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
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

static struct sockaddr_in server_address(const char *host, const char *port)
{
    struct sockaddr_in address = {0};
    address.sin_family = AF_INET;
    address.sin_port = htons((unsigned short)atoi(port));
    if (inet_pton(AF_INET, host, &address.sin_addr) != 1)
        fail("inet_pton");
    return address;
}

static int connected(const char *host, const char *port)
{
    struct sockaddr_in server = server_address(host, port);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        fail("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    const char *token = getenv("DRILL_TOKEN");
    if (send(fd, token, strlen(token), 0) < 0)
        fail("send");
    return fd;
}

int main(void)
{
    struct pollfd list[2] = {
        {.fd = connected(getenv("DRILL_HOST"), getenv("DRILL_PORT")), .events = POLLIN},
        {.fd = connected(getenv("DRILL_HOST_2"), getenv("DRILL_PORT_2")), .events = POLLIN},
    };
    bool has_ended[2] = {false, false};
    while (!has_ended[0] || !has_ended[1]) {
        if (poll(list, 2, -1) < 0)
            fail("poll");
        for (int i = 0; i < 2; i++) {
            if (list[i].revents == 0)
                continue;
            char chunk[256];
            ssize_t n = read(list[i].fd, chunk, sizeof chunk);
            if (n < 0)
                fail("read");
            if (n > 0) {
                fwrite(chunk, 1, (size_t)n, stdout);
                continue;
            }
            has_ended[i] = true; // and is still in the list
        }
    }
    return 0;
}
