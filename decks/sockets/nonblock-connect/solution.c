// EINPROGRESS, then writable, then SO_ERROR.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
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

int main(void)
{
    const char *token = getenv("DRILL_TOKEN");
    struct sockaddr_in server = server_address(getenv("DRILL_HOST"), getenv("DRILL_PORT"));
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        fail("socket");
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
        fail("fcntl");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0 && errno != EINPROGRESS)
        fail("connect");
    struct pollfd made = {.fd = fd, .events = POLLOUT};
    if (poll(&made, 1, 5000) != 1)
        fail("poll");
    int error = 0;
    socklen_t length = sizeof error;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) < 0 || error != 0) {
        fprintf(stderr, "connect: %s\n", strerror(error));
        return 1;
    }

    if (send(fd, token, strlen(token), MSG_NOSIGNAL) < 0)
        fail("send");
    char chunk[256];
    for (;;) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        if (poll(&wait, 1, -1) < 0)
            fail("poll");
        ssize_t n = recv(fd, chunk, sizeof chunk, 0);
        if (n < 0)
            fail("recv");
        if (n == 0)
            break;
        fwrite(chunk, 1, (size_t)n, stdout);
    }
    putchar('\n');
    close(fd);
    return 0;
}
