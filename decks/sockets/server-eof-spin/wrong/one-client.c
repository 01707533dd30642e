// Is done after its first client, and sleeps.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int fail(const char *call)
{
    perror(call);
    return 1;
}

static void serve(int conn)
{
    char buffer[128];
    for (;;) {
        ssize_t n = read(conn, buffer, sizeof buffer);
        if (n <= 0)
            return;
        fwrite(buffer, 1, n, stdout);
        putchar('\n');
        fflush(stdout);
        write(conn, buffer, n);
    }
}

int main(void)
{
    const char *path = getenv("DRILL_PATH");
    if (path == NULL) {
        fprintf(stderr, "DRILL_PATH must be set\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    unlink(path);

    int door = socket(AF_UNIX, SOCK_STREAM, 0);
    if (door < 0)
        return fail("socket");
    struct sockaddr_un addr = {.sun_family = AF_UNIX};
    strncpy(addr.sun_path, path, sizeof addr.sun_path - 1);
    if (bind(door, (struct sockaddr *)&addr, sizeof addr) < 0)
        return fail("bind");
    if (listen(door, 16) < 0)
        return fail("listen");
    printf("pid %d waits for clients\n", (int)getpid());
    fflush(stdout);

    for (;;) {
        int conn = accept(door, NULL, NULL);
        if (conn < 0)
            return fail("accept");
        serve(conn);
        close(conn);
        pause();
    }
}
