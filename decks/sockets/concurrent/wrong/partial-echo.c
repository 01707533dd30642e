// Non-blocking sockets, and what write did not take is forgotten.
#include <arpa/inet.h>
#include <fcntl.h>
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

static void serve(int conn)
{
    char buffer[65536];
    ssize_t n;
    int small = 4096;
    setsockopt(conn, SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
    fcntl(conn, F_SETFL, O_NONBLOCK);
    struct pollfd ready = {.fd = conn, .events = POLLIN};
    while (poll(&ready, 1, -1) > 0 && (n = read(conn, buffer, sizeof buffer)) > 0)
        if (write(conn, buffer, (size_t)n) < n)
            continue; // "it will have gone out"
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
        close(conn);     // the parent keeps the door only
    }
}
