// Sends, and goes.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
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
    struct iovec parts[] = {
        {.iov_base = "PUT ", .iov_len = 4},
        {.iov_base = (void *)token, .iov_len = strlen(token)},
        {.iov_base = "\r\n", .iov_len = 2},
    };
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 3};
    if (sendmsg(fd, &message, 0) < 0)
        fail("sendmsg");
    printf("%s\n", token);
    close(fd);
    return 0;
}
