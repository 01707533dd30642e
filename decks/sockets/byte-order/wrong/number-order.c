// Sends the number as it lies in memory: the lowest byte first, on most machines.
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
    uint32_t mark = 0x01020304;
    if (write(fd, &mark, sizeof mark) < 0 || write(fd, token, strlen(token)) < 0)
        fail("write");

    uint32_t answer;
    if (read(fd, &answer, sizeof answer) != sizeof answer)
        fail("read");
    printf("%u\n", ntohl(answer));
    close(fd);
    return 0;
}
