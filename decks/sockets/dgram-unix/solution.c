// A datagram needs an address at both ends, so this client has a path, too.
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

int main(void)
{
    const char *path = getenv("DRILL_PATH");
    const char *token = getenv("DRILL_TOKEN");
    if (!path || !token) {
        fprintf(stderr, "DRILL_PATH and DRILL_TOKEN must be set\n");
        return 2;
    }

    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (fd < 0)
        fail("socket");

    struct sockaddr_un mine = {.sun_family = AF_UNIX, .sun_path = "answers"}; // in the working folder
    unlink(mine.sun_path);
    if (bind(fd, (struct sockaddr *)&mine, sizeof mine) < 0)
        fail("bind");

    struct sockaddr_un server = {.sun_family = AF_UNIX};
    snprintf(server.sun_path, sizeof server.sun_path, "%s", path);
    if (sendto(fd, token, strlen(token), 0, (struct sockaddr *)&server, sizeof server) < 0)
        fail("sendto");

    char buffer[2048];
    ssize_t n = recv(fd, buffer, sizeof buffer, 0); // one datagram, whole
    if (n < 0)
        fail("recv");
    fwrite(buffer, 1, (size_t)n, stdout);

    close(fd);
    unlink(mine.sun_path); // close leaves the file
    return 0;
}
