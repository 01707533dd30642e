// Sends the zero that ends the text in memory, too.
#define _GNU_SOURCE // struct ucred
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

static void greet(int conn)
{
    struct ucred peer;
    socklen_t length = sizeof peer;
    if (getsockopt(conn, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0) {
        char line[16];
        int count = sprintf(line, "%u\n", (unsigned)peer.uid);
        write(conn, line, (size_t)count + 1);
    }
}

int main(void)
{
    const char *path = getenv("DRILL_PATH");
    struct sockaddr_un addr = {.sun_family = AF_UNIX};
    if (!path || strlen(path) >= sizeof addr.sun_path) {
        fprintf(stderr, "DRILL_PATH must be set, and short\n");
        return 2;
    }
    strcpy(addr.sun_path, path);
    signal(SIGPIPE, SIG_IGN); // write then returns -1 instead of killing us

    int door = socket(AF_UNIX, SOCK_STREAM, 0);
    if (door < 0)
        fail("socket");
    unlink(path);
    umask(0); // the file gets 0777: everybody may connect
    if (bind(door, (struct sockaddr *)&addr, sizeof addr) < 0)
        fail("bind");
    if (listen(door, 16) < 0)
        fail("listen");
    for (;;) {
        int conn = accept(door, NULL, NULL);
        if (conn < 0)
            fail("accept");
        greet(conn);
        close(conn);
    }
}
