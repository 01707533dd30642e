// Reads on and on, and keeps what it cannot write.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
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
#define ROOM 65536

// What has come from a client and has not gone back yet.
struct guest {
    size_t length;
    size_t room;
    char *bytes;
};

static struct pollfd fds[MOST]; // the first one is the door
static struct guest *guests[MOST];
static int count;

static void add(int fd, struct guest *guest)
{
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    fds[count] = (struct pollfd){.fd = fd, .events = POLLIN};
    guests[count++] = guest;
}

static void leave(int at)
{
    close(fds[at].fd);
    free(guests[at]);
    fds[at] = fds[--count];
    guests[at] = guests[count];
}

// False when the client has gone.
static int serve(int at)
{
    struct guest *guest = guests[at];
    if (fds[at].revents & (POLLIN | POLLHUP | POLLERR)) {
        if (guest->room - guest->length < ROOM && !(guest->bytes = realloc(guest->bytes, guest->room += 2 * ROOM + guest->room / 2)))
            fail("realloc");
        ssize_t n = read(fds[at].fd, guest->bytes + guest->length, ROOM);
        if (n == 0 || (n < 0 && errno != EAGAIN))
            return 0;
        if (n > 0)
            guest->length += (size_t)n;
    }
    ssize_t n = write(fds[at].fd, guest->bytes, guest->length);
    if (n < 0 && errno != EAGAIN)
        return 0;
    if (n > 0) {
        guest->length -= (size_t)n;
        memmove(guest->bytes, guest->bytes + n, guest->length);
    }
    fds[at].events = (short)(POLLIN | (guest->length > 0 ? POLLOUT : 0));
    return 1;
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN); // write then returns -1 instead of killing us
    add(listen_there(), NULL);
    for (;;) {
        if (poll(fds, (nfds_t)count, -1) < 0)
            fail("poll");
        if (fds[0].revents & POLLIN) {
            int conn = accept(fds[0].fd, NULL, NULL);
            if (conn >= 0 && count < MOST)
                add(conn, calloc(1, sizeof(struct guest)));
        }
        for (int at = count - 1; at > 0; at--)
            if (fds[at].revents != 0 && !serve(at))
                leave(at);
    }
}
