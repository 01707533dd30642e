// The wrong buffer: what is sent is not what gets lost.
#include <arpa/inet.h>
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
    const char *token = getenv("DRILL_TOKEN");
    struct sockaddr_in server = server_address(getenv("DRILL_HOST"), getenv("DRILL_PORT"));
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        fail("socket");
    int size = 4096;
    if (setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size) < 0)
        fail("setsockopt");
    if (sendto(fd, token, strlen(token), 0, (struct sockaddr *)&server, sizeof server) < 0)
        fail("sendto");
    usleep(500 * 1000);

    struct timeval patience = {.tv_usec = 500 * 1000};
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) < 0)
        fail("setsockopt");
    int count = 0;
    char datagram[2048];
    while (recv(fd, datagram, sizeof datagram, 0) >= 0)
        count++;
    printf("%d\n", count);
    close(fd);
    return 0;
}
