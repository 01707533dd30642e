// The address is a path; everything else is as over TCP.
// transports: unix-stream unix-abstract
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
static void write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);
        if (n < 0)
            fail("write");
        bytes += n;
        length -= (size_t)n;
    }
}

int main(void)
{
    const char *path = getenv("DRILL_PATH");
    const char *token = getenv("DRILL_TOKEN");
    struct sockaddr_un server = {0};
    if (!path || !token || strlen(path) >= sizeof server.sun_path) {
        fprintf(stderr, "DRILL_PATH (at most 107 bytes) and DRILL_TOKEN must be set\n");
        return 2;
    }

    server.sun_family = AF_UNIX;
    size_t length = strlen(path);
    memcpy(server.sun_path, path, length);
    if (path[0] == '@')
        server.sun_path[0] = 0; // an abstract name: its length counts, and no NUL ends it
    else
        length++; // the NUL that ends a path

    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        fail("socket");
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    if (connect(fd, (struct sockaddr *)&server, size) < 0)
        fail("connect");

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
