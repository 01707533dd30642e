// Sends the string with the NUL that ends it in memory.
#include <arpa/inet.h>
#include <netinet/in.h>
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

    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    return fd;
}

int main(void)
{
    int fd = connect_to_server(); // notes the partner; nothing is sent
    const char *token = getenv("DRILL_TOKEN");
    if (write(fd, token, strlen(token) + 1) < 0)
        fail("write");

    char buffer[256];
    ssize_t n = read(fd, buffer, sizeof buffer);
    if (n > 0)
        fwrite(buffer, 1, (size_t)n, stdout);
    close(fd);
    return 0;
}
