// The head ends at an empty line, the body where Content-Length says.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

// write may take only a part of what it is given.
static void write_all(int fd, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length > 0) {
        ssize_t n = write(fd, at, length);
        if (n < 0)
            fail("write");
        at += n;
        length -= (size_t)n;
    }
}

static int connect_to_server(void)
{
    const char *host = getenv("DRILL_HOST");
    const char *port = getenv("DRILL_PORT");
    if (!host || !port || !getenv("DRILL_TOKEN")) {
        fprintf(stderr, "DRILL_HOST, DRILL_PORT and DRILL_TOKEN must be set\n");
        exit(2);
    }
    struct sockaddr_in server = {0};
    server.sin_family = AF_INET;
    server.sin_port = htons((unsigned short)strtol(port, NULL, 10));
    if (inet_pton(AF_INET, host, &server.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", host);
        exit(2);
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    return fd;
}

// The value of Content-Length, whose name may be in small or capital letters; -1 without one.
static long content_length(const char *head)
{
    static const char name[] = "\r\ncontent-length:";
    for (const char *line = strstr(head, "\r\n"); line; line = strstr(line + 2, "\r\n"))
        if (strncasecmp(line, name, sizeof name - 1) == 0)
            return strtol(line + sizeof name - 1, NULL, 10);
    return -1;
}

int main(void)
{
    int fd = connect_to_server();
    char request[256];
    int length = snprintf(request, sizeof request, "GET /%s HTTP/1.1\r\nHost: drill\r\n\r\n", getenv("DRILL_TOKEN"));
    write_all(fd, request, (size_t)length);

    char answer[8192] = "";
    size_t got = 0;
    char *end = NULL; // of the head
    long body = 0;
    while (!end || got < (size_t)(end + 4 - answer) + (size_t)body) {
        ssize_t n = read(fd, answer + got, sizeof answer - 1 - got);
        if (n < 0)
            fail("read");
        if (n == 0) {
            fprintf(stderr, "the answer is too long, or not complete\n");
            return 1;
        }
        got += (size_t)n;
        answer[got] = 0;
        if (!end && (end = strstr(answer, "\r\n\r\n")) != NULL) {
            body = content_length(answer);
            if (body < 0 || body > (long)sizeof answer) {
                fprintf(stderr, "no length, or one that is too large\n");
                return 1;
            }
        }
    }
    fwrite(end + 4, 1, (size_t)body, stdout);

    close(fd);
    return 0;
}
