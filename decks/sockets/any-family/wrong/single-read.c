// Connects to whatever there is, and reads once.
// transports: tcp4 tcp6
#include <arpa/inet.h>
#include <netdb.h>
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

// Tries each address until one takes the connection; no family is named.
static int connect_to(const char *host, const char *port)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list;
    int problem = getaddrinfo(host, port, &hints, &list);
    if (problem != 0) {
        fprintf(stderr, "%s: %s\n", host, gai_strerror(problem));
        exit(1);
    }
    int fd = -1;
    for (struct addrinfo *a = list; a && fd < 0; a = a->ai_next) {
        fd = socket(a->ai_family, a->ai_socktype, a->ai_protocol);
        if (fd >= 0 && connect(fd, a->ai_addr, a->ai_addrlen) < 0) {
            close(fd);
            fd = -1;
        }
    }
    freeaddrinfo(list);
    if (fd < 0)
        fail("connect");
    return fd;
}

int main(void)
{
    int fd = connect_to(getenv("DRILL_HOST"), getenv("DRILL_PORT"));
    const char *token = getenv("DRILL_TOKEN");
    if (write(fd, token, strlen(token)) < 0)
        fail("write");

    char buffer[256];
    ssize_t n = read(fd, buffer, sizeof buffer);
    if (n > 0)
        fwrite(buffer, 1, (size_t)n, stdout);
    close(fd);
    return 0;
}
