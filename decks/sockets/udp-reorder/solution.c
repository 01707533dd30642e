// Each datagram goes to the place that its number tells, whenever it comes.
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

enum { count = 4 };

int main(void)
{
    int fd = connect_to_server(); // notes the partner; nothing is sent
    const char *token = getenv("DRILL_TOKEN");
    if (write(fd, token, strlen(token)) < 0)
        fail("write");

    char parts[count][64] = {""};
    for (int have = 0; have < count;) {
        char datagram[64];
        ssize_t n = read(fd, datagram, sizeof datagram - 1);
        if (n < 0)
            fail("read");
        datagram[n] = 0;
        int number = 0;
        if (sscanf(datagram, "%d", &number) != 1 || number < 1 || number > count || n < 3)
            continue; // nothing that belongs here
        char *part = parts[number - 1];
        have += part[0] == 0;
        strcpy(part, datagram + 2);
    }
    for (int i = 0; i < count; i++)
        puts(parts[i]);

    close(fd);
    return 0;
}
