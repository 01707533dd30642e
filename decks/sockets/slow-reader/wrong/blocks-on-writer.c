// Writes as if a write never waited: then nobody else is looked at.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
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

#define MOST 1024

int main(void)
{
    signal(SIGPIPE, SIG_IGN); // write then returns -1 instead of killing us
    static struct pollfd fds[MOST]; // the first one is the door
    fds[0] = (struct pollfd){.fd = listen_there(), .events = POLLIN};
    int count = 1;
    for (;;) {
        if (poll(fds, (nfds_t)count, -1) < 0)
            fail("poll");
        for (int at = count - 1; at > 0; at--) {
            char buffer[4096];
            if (fds[at].revents == 0)
                continue;
            ssize_t n = read(fds[at].fd, buffer, sizeof buffer);
            if (n > 0 && write_all(fds[at].fd, buffer, n))
                continue;
            close(fds[at].fd);
            fds[at] = fds[--count];
        }
        if (fds[0].revents & POLLIN) {
            int conn = accept(fds[0].fd, NULL, NULL);
            if (conn >= 0 && count < MOST)
                fds[count++] = (struct pollfd){.fd = conn, .events = POLLIN};
        }
    }
}
