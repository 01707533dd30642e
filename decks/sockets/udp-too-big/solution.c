// 65,535 bytes are the most that IPv4 carries, and two headers are among them.
#include <arpa/inet.h>
#include <errno.h>
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
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    return fd;
}

int main(void)
{
    int fd = connect_to_server(); // notes the partner; nothing is sent
    static char message[65508];
    memset(message, 'x', sizeof message);

    if (send(fd, message, sizeof message, 0) >= 0 || errno != EMSGSIZE)
        fail("that should not have been possible");
    puts("toobig");
    if (send(fd, message, sizeof message - 1, 0) < 0)
        fail("send");

    char answer[64];
    ssize_t n = read(fd, answer, sizeof answer);
    if (n < 0)
        fail("read");
    printf("%.*s\n", (int)n, answer);

    close(fd);
    return 0;
}
