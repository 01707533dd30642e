// Reads from a client as soon as it has come: one that says nothing is waited for.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

// False when the client has gone: that is its affair, and no reason for the server to end.
static int write_all(int fd, const char *bytes, ssize_t length)
{
    while (length > 0) {
        ssize_t n = write(fd, bytes, (size_t)length);
        if (n < 0)
            return 0;
        bytes += n;
        length -= n;
    }
    return 1;
}

// A socket that listens at DRILL_HOST and DRILL_PORT.
static int listen_there(void)
{
    const char *host = getenv("DRILL_HOST");
    const char *port = getenv("DRILL_PORT");
    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons((unsigned short)strtol(port ? port : "", NULL, 10));
    if (!host || inet_pton(AF_INET, host, &addr.sin_addr) != 1) {
        fprintf(stderr, "DRILL_HOST must be an IPv4 address\n");
        exit(2);
    }
    int door = socket(AF_INET, SOCK_STREAM, 0);
    if (door < 0)
        fail("socket");
    int yes = 1;
    if (setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) < 0)
        fail("setsockopt");
    if (bind(door, (struct sockaddr *)&addr, sizeof addr) < 0)
        fail("bind");
    if (listen(door, 128) < 0)
        fail("listen");
    return door;
}

static void watch(int epoll, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0)
        fail("epoll_ctl");
}

// One read for each time that epoll reports the client: whatever is left is reported again.
static void serve_once(int conn)
{
    char buffer[4096];
    ssize_t n = read(conn, buffer, sizeof buffer);
    if (n <= 0 || !write_all(conn, buffer, n))
        close(conn); // which also takes it out of the epoll
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN); // write then returns -1 instead of killing us
    int door = listen_there();
    int epoll = epoll_create1(0);
    if (epoll < 0)
        fail("epoll_create1");
    watch(epoll, door);
    for (;;) {
        struct epoll_event ready[64];
        int count = epoll_wait(epoll, ready, 64, -1);
        for (int at = 0; at < count; at++) {
            int fd = ready[at].data.fd;
            if (fd != door) {
                serve_once(fd);
                continue;
            }
            int conn = accept(door, NULL, NULL);
            if (conn < 0)
                continue;
            watch(epoll, conn);
            serve_once(conn);
        }
    }
}
