// Two calls between the socket and the answer.
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

int main(void)
{
    const char *host = getenv("DRILL_HOST");
    const char *port = getenv("DRILL_PORT");
    const char *token = getenv("DRILL_TOKEN");
    if (!host || !port || !token) {
        fprintf(stderr, "DRILL_HOST, DRILL_PORT and DRILL_TOKEN must be set\n");
        return 2;
    }

    struct sockaddr_in server = {0};
    server.sin_family = AF_INET;
    server.sin_port = htons((unsigned short)strtol(port, NULL, 10));
    if (inet_pton(AF_INET, host, &server.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", host);
        return 2;
    }

    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        fail("socket");
    if (sendto(fd, token, strlen(token), 0, (struct sockaddr *)&server, sizeof server) < 0)
        fail("sendto");

    char buffer[2048];
    ssize_t n = recvfrom(fd, buffer, sizeof buffer, 0, NULL, NULL); // one datagram, whole
    if (n < 0)
        fail("recvfrom");
    fwrite(buffer, 1, (size_t)n, stdout);

    close(fd);
    return 0;
}
