// The limit stands on the socket before connect: SO_SNDTIMEO.
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

static struct sockaddr_in server_address(const char *host, const char *port)
{
    struct sockaddr_in address = {0};
    address.sin_family = AF_INET;
    address.sin_port = htons((unsigned short)atoi(port));
    if (inet_pton(AF_INET, host, &address.sin_addr) != 1)
        fail("inet_pton");
    return address;
}

int main(void)
{
    struct sockaddr_in server = server_address(getenv("DRILL_HOST"), getenv("DRILL_PORT"));
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        fail("socket");
    struct timeval patience = {.tv_sec = 1};
    if (setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) < 0)
        fail("setsockopt");

    if (connect(fd, (struct sockaddr *)&server, sizeof server) == 0)
        puts("open");
    else if (errno == EINPROGRESS || errno == ETIMEDOUT)
        puts("timeout");
    else if (errno == ECONNREFUSED)
        puts("refused");
    else
        fail("connect");
    close(fd);
    return 0;
}
