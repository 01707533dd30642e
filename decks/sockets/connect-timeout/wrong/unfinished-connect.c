// Takes the first return of a non-blocking connect for its outcome.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
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
    struct sockaddr_in server = server_address(getenv("DRILL_HOST"), getenv("DRILL_PORT"));
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    if (connect(fd, (struct sockaddr *)&server, sizeof server) == 0)
        puts("open");
    else
        puts(errno == ECONNREFUSED ? "refused" : "timeout"); // EINPROGRESS is neither
    close(fd);
    return 0;
}
