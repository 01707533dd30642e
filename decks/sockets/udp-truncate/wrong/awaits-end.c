// Reads on for the rest of the long one: it is gone, and the next message with it.
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
    int fd = connect_to_server();
    const char *token = getenv("DRILL_TOKEN");
    if (write(fd, token, strlen(token)) < 0)
        fail("write");

    for (int i = 0; i < 3; i++) {
        char message[33];
        ssize_t n = read(fd, message, sizeof message);
        if (n < 0)
            fail("read");
        if (n <= 32) {
            printf("%.*s\n", (int)n, message);
            continue;
        }
        puts("toobig");
        while (n == 33 || n > 20) // the rest of it
            n = read(fd, message, sizeof message);
    }
    close(fd);
    return 0;
}
