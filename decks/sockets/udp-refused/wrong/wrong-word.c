// Not connected: the refusal comes to a socket that has no partner, and is not told.
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

static struct sockaddr_in address_of_server(void)
{
    struct sockaddr_in server = {0};
    server.sin_family = AF_INET;
    server.sin_port = htons((unsigned short)atoi(getenv("DRILL_PORT")));
    inet_pton(AF_INET, getenv("DRILL_HOST"), &server.sin_addr);
    return server;
}

int main(void)
{
    struct sockaddr_in server = address_of_server();
    const char *token = getenv("DRILL_TOKEN");
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    struct timeval patience = {.tv_sec = 2};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (sendto(fd, token, strlen(token), 0, (struct sockaddr *)&server, sizeof server) < 0)
        fail("sendto");

    char answer[256];
    ssize_t n = recv(fd, answer, sizeof answer, 0);
    puts(n >= 0 ? "answered" : errno == ECONNREFUSED ? "refused" : "timeout");
    close(fd);
    return 0;
}
