// Prints the messages as if they were one stream.
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

static int connect_to(const char *path)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof server.sun_path) {
        fprintf(stderr, "%s: too long for a socket\n", path);
        exit(2);
    }
    strcpy(server.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    if (fd < 0)
        fail("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    return fd;
}

int main(void)
{
    const char *path = getenv("DRILL_PATH");
    const char *token = getenv("DRILL_TOKEN");
    if (!path || !token) {
        fprintf(stderr, "DRILL_PATH and DRILL_TOKEN must be set\n");
        return 2;
    }

    int fd = connect_to(path);
    if (send(fd, token, strlen(token), 0) < 0 || send(fd, "more", 4, 0) < 0)
        fail("send");

    char buffer[256];
    ssize_t n;
    while ((n = recv(fd, buffer, sizeof buffer, 0)) > 0)
        fwrite(buffer, 1, (size_t)n, stdout); // where does a message end?
    if (n < 0)
        fail("recv");

    close(fd);
    return 0;
}
