// Reads until the end of the stream, however the answer was cut.
// transports: tcp4 unix-stream
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

static const char *given(const char *name)
{
    const char *value = getenv(name);
    if (!value) {
        fprintf(stderr, "%s is not set\n", name);
        exit(2);
    }
    return value;
}

static int connect_tcp(const char *host, const char *port)
{
    struct sockaddr_in server = {0};
    server.sin_family = AF_INET;
    server.sin_port = htons((unsigned short)strtol(port, NULL, 10));
    if (inet_pton(AF_INET, host, &server.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", host);
        exit(2);
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        fail("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    return fd;
}

static int connect_unix(const char *path)
{
    struct sockaddr_un server = {0};
    server.sun_family = AF_UNIX;
    if (strlen(path) >= sizeof server.sun_path) {
        fprintf(stderr, "%s: too long for a socket's path\n", path);
        exit(2);
    }
    strcpy(server.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        fail("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    return fd;
}

int main(void)
{
    const char *token = given("DRILL_TOKEN");
    int fd = strcmp(given("DRILL_TRANSPORT"), "unix-stream") == 0
                 ? connect_unix(given("DRILL_PATH"))
                 : connect_tcp(given("DRILL_HOST"), given("DRILL_PORT"));

    if (write(fd, token, strlen(token)) != (ssize_t)strlen(token))
        fail("write");

    char buffer[256];
    ssize_t n;
    while ((n = read(fd, buffer, sizeof buffer)) > 0) // 0 is the end, less an error
        fwrite(buffer, 1, (size_t)n, stdout);
    if (n < 0)
        fail("read");

    close(fd);
    return 0;
}
