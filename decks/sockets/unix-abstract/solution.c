// An abstract name begins with a zero byte, and ends where the length says.
#include <stddef.h>
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

// write may take only a part of what it is given.
static void write_all(int fd, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length > 0) {
        ssize_t n = write(fd, at, length);
        if (n < 0)
            fail("write");
        at += n;
        length -= (size_t)n;
    }
}

static int connect_to_server(void)
{
    const char *name = getenv("DRILL_PATH");
    struct sockaddr_un server = {.sun_family = AF_UNIX};
    if (!name || strlen(name) >= sizeof server.sun_path) {
        fprintf(stderr, "DRILL_PATH must be set, to at most 107 bytes\n");
        exit(2);
    }
    memcpy(server.sun_path, name, strlen(name));
    server.sun_path[0] = 0; // in place of the @

    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&server, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(name))) < 0)
        fail("connect");
    return fd;
}

int main(void)
{
    const char *token = getenv("DRILL_TOKEN");
    if (!token) {
        fprintf(stderr, "DRILL_TOKEN must be set\n");
        return 2;
    }
    int fd = connect_to_server();
    write_all(fd, token, strlen(token));

    char buffer[256];
    ssize_t n;
    while ((n = read(fd, buffer, sizeof buffer)) > 0)
        fwrite(buffer, 1, (size_t)n, stdout);
    if (n < 0)
        fail("read");

    close(fd);
    return 0;
}
