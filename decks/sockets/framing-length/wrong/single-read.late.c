// Waits until all must be there, and reads once: the rest is sent to nobody who has not read the beginning.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

static int connect_to_server(void)
{
    struct sockaddr_in server = {0};
    server.sin_family = AF_INET;
    server.sin_port = htons((unsigned short)atoi(getenv("DRILL_PORT")));
    inet_pton(AF_INET, getenv("DRILL_HOST"), &server.sin_addr);

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    return fd;
}

int main(void)
{
    int fd = connect_to_server();
    const char *token = getenv("DRILL_TOKEN");
    uint32_t length = (uint32_t)strlen(token), prefix = htonl(length);
    if (write(fd, &prefix, sizeof prefix) < 0 || write(fd, token, length) < 0)
        fail("write");

    usleep(100 * 1000);
    char all[1024];
    ssize_t n = read(fd, all, sizeof all);
    if (n < 16)
        fail("too short");
    printf("%.12s\n%.8s\n", all + 4, all + 20);
    close(fd);
    return 0;
}
