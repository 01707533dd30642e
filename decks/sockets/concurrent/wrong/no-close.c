// The parent keeps its own descriptor of every client: the child's close is not the last one.
#include <arpa/inet.h>
#include <netinet/in.h>
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

static void serve(int conn)
{
    char buffer[4096];
    ssize_t n;
    while ((n = read(conn, buffer, sizeof buffer)) > 0)
        if (!write_all(conn, buffer, n))
            break;
}

int main(void)
{
    const char *host = getenv("DRILL_HOST");
    const char *port = getenv("DRILL_PORT");
    if (!host || !port) {
        fprintf(stderr, "DRILL_HOST and DRILL_PORT must be set\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN); // write then returns -1 instead of killing us
    signal(SIGCHLD, SIG_IGN); // children that have ended vanish by themselves (man 2 wait, NOTES)

    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons((unsigned short)strtol(port, NULL, 10));
    if (inet_pton(AF_INET, host, &addr.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", host);
        return 2;
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

    for (;;) {
        int conn = accept(door, NULL, NULL); // a new descriptor, for this one client
        if (conn < 0)
            fail("accept");
        pid_t child = fork();
        if (child < 0)
            fail("fork");
        if (child == 0) {
            close(door); // the child keeps its client only
            serve(conn);
            return 0;    // and its end closes the connection
        }
    }
}
