// A line is put together first, and leaves with one call.
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

static struct sockaddr_in server_address(const char *host, const char *port)
{
    struct sockaddr_in address = {0};
    address.sin_family = AF_INET;
    address.sin_port = htons((unsigned short)atoi(port));
    if (inet_pton(AF_INET, host, &address.sin_addr) != 1)
        fail("inet_pton");
    return address;
}

static int connected(void)
{
    struct sockaddr_in server = server_address(getenv("DRILL_HOST"), getenv("DRILL_PORT"));
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        fail("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    return fd;
}

static void send_all(int fd, const char *data, size_t length)
{
    for (size_t at = 0; at < length;) {
        ssize_t n = send(fd, data + at, length - at, MSG_NOSIGNAL);
        if (n < 0)
            fail("send");
        at += (size_t)n;
    }
}

// Reads until one line is complete. What stands behind it stays in the buffer.
static void read_line(int fd, char *line, size_t size)
{
    size_t length = 0;
    while (length + 1 < size) {
        ssize_t n = recv(fd, line + length, 1, 0);
        if (n <= 0)
            fail("recv");
        if (line[length++] == '\n')
            break;
    }
    line[length] = '\0';
}

int main(void)
{
    const char *token = getenv("DRILL_TOKEN");
    int fd = connected();

    for (int number = 1; number <= 20; number++) {
        char line[256];
        snprintf(line, sizeof line, "%s %d\n", token, number);
        send_all(fd, line, strlen(line));
        char answer[256];
        read_line(fd, answer, sizeof answer);
    }
    char last[256];
    ssize_t n;
    while ((n = recv(fd, last, sizeof last, 0)) > 0)
        fwrite(last, 1, (size_t)n, stdout);
    putchar('\n');
    close(fd);
    return 0;
}
