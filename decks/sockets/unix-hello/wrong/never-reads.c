// Prints its own token, and leaves before the answer is read.
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

// A path, or behind @ an abstract name, whose first byte is 0 and whose length counts.
static int connect_to_server(void)
{
    const char *path = getenv("DRILL_PATH");
    struct sockaddr_un server = {0};
    server.sun_family = AF_UNIX;
    size_t length = strlen(path);
    memcpy(server.sun_path, path, length);
    if (path[0] == '@')
        server.sun_path[0] = 0;
    else
        length++; // the NUL that ends a path

    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    if (fd < 0 || connect(fd, (struct sockaddr *)&server, size) < 0)
        fail("connect");
    return fd;
}

int main(void)
{
    int fd = connect_to_server();
    const char *token = getenv("DRILL_TOKEN");
    if (write(fd, token, strlen(token)) < 0)
        fail("write");
    printf("%s\n", token);
    close(fd);
    return 0;
}
