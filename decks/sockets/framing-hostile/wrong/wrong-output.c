// The length is signed: -1 is smaller than every limit, and read gives it back.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
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

static bool take_message(int fd)
{
    int length;
    char message[4096];
    if (read(fd, &length, sizeof length) != sizeof length)
        return false;
    length = (int)ntohl((uint32_t)length);
    if (length > (int)sizeof message)
        return false;
    ssize_t n = read(fd, message, (size_t)length);
    printf("%.*s\n", n < 4096 ? (int)n : 4096, message);
    return n > 0;
}

int main(void)
{
    int fd = connect_to_server();
    const char *token = getenv("DRILL_TOKEN");
    if (write(fd, token, strlen(token)) < 0)
        fail("write");
    while (take_message(fd))
        ;
    puts("toobig");
    close(fd);
    return 0;
}
