// Compares the address, and forgets the port.
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

static socklen_t server_address(struct sockaddr_storage *server)
{
    const char *host = getenv("DRILL_HOST");
    unsigned short port = htons((unsigned short)atoi(getenv("DRILL_PORT")));
    memset(server, 0, sizeof *server);
    if (strchr(host, ':')) {
        struct sockaddr_in6 *six = (struct sockaddr_in6 *)server;
        six->sin6_family = AF_INET6;
        six->sin6_port = port;
        if (inet_pton(AF_INET6, host, &six->sin6_addr) != 1)
            fail("inet_pton");
        return sizeof *six;
    }
    struct sockaddr_in *four = (struct sockaddr_in *)server;
    four->sin_family = AF_INET;
    four->sin_port = port;
    if (inet_pton(AF_INET, host, &four->sin_addr) != 1)
        fail("inet_pton");
    return sizeof *four;
}

int main(void)
{
    const char *token = getenv("DRILL_TOKEN");
    struct sockaddr_storage server;
    socklen_t length = server_address(&server);
    int fd = socket(server.ss_family, SOCK_DGRAM, 0);
    if (fd < 0)
        fail("socket");
    if (sendto(fd, token, strlen(token), 0, (struct sockaddr *)&server, length) < 0)
        fail("sendto");
    char answer[256];
    struct sockaddr_storage from;
    socklen_t from_length;
    ssize_t n;
    do {
        from_length = sizeof from;
        n = recvfrom(fd, answer, sizeof answer, 0, (struct sockaddr *)&from, &from_length);
        if (n < 0)
            fail("recvfrom");
    } while (((struct sockaddr_in *)&from)->sin_addr.s_addr != ((struct sockaddr_in *)&server)->sin_addr.s_addr);
    printf("%.*s\n", (int)n, answer);
    close(fd);
    return 0;
}
