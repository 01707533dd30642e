// transports: tcp4 unix-stream
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

static int connected(void)
{
    const char *path = getenv("DRILL_PATH");
    struct sockaddr_un by_path = {.sun_family = AF_UNIX};
    struct sockaddr_in by_port = {.sin_family = AF_INET};
    if (path)
        snprintf(by_path.sun_path, sizeof by_path.sun_path, "%s", path);
    else {
        by_port.sin_port = htons((unsigned short)atoi(getenv("DRILL_PORT")));
        inet_pton(AF_INET, getenv("DRILL_HOST"), &by_port.sin_addr);
    }
    struct sockaddr *server = path ? (struct sockaddr *)&by_path : (struct sockaddr *)&by_port;
    int fd = socket(server->sa_family, SOCK_STREAM, 0);
    if (fd < 0)
        fail("socket");
    if (connect(fd, server, path ? sizeof by_path : sizeof by_port) < 0)
        fail("connect");
    return fd;
}

static void print_answer(int fd)
{
    char chunk[256];
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n == 0)
            break;
        if (n > 0) {
            fwrite(chunk, 1, (size_t)n, stdout);
            continue;
        }
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        if (errno != EAGAIN || poll(&wait, 1, -1) < 0)
            fail("read");
    }
    putchar('\n');
}

// What a send does not take is still ours; poll tells when there is room again.
static void write_all(int fd, const char *data, size_t length)
{
    for (size_t at = 0; at < length;) {
        ssize_t n = send(fd, data + at, length - at, MSG_NOSIGNAL);
        if (n >= 0) {
            at += (size_t)n;
            continue;
        }
        struct pollfd wait = {.fd = fd, .events = POLLOUT};
        if (errno != EAGAIN || poll(&wait, 1, -1) < 0)
            fail("send");
    }
}

int main(void)
{
    const char *token = getenv("DRILL_TOKEN");
    size_t once = strlen(token), times = (size_t)atoi(getenv("DRILL_REPEAT"));
    char *data = malloc(once * times);
    if (!data)
        fail("malloc");
    for (size_t i = 0; i < times; i++)
        memcpy(data + i * once, token, once);

    int fd = connected();
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
        fail("fcntl");
    write_all(fd, data, once * times);
    print_answer(fd);
    close(fd);
    return 0;
}
