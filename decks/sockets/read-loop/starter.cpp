// read-loop: the answer comes in pieces. Print all of it.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <iostream>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

// On unix-stream you get DRILL_PATH instead of host and port: then this function is yours to change.
static int connect_to_server(void)
{
    struct sockaddr_in server = {0};
    server.sin_family = AF_INET;
    server.sin_port = htons((unsigned short)atoi(std::getenv("DRILL_PORT")));
    inet_pton(AF_INET, std::getenv("DRILL_HOST"), &server.sin_addr);

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        fail("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    return fd;
}

int main()
{
    const char *token = std::getenv("DRILL_TOKEN");
    int fd = connect_to_server();
    if (write(fd, token, strlen(token)) < 0)
        fail("write");

    // TODO: print all that the server answers. How many reads does it take?

    close(fd);
    return 0;
}
