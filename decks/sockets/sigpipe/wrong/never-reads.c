// Does not read the line, and guesses what will happen.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
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

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    int fd = connect_to_server();
    const char *token = getenv("DRILL_TOKEN");
    if (write(fd, token, strlen(token)) < 0)
        fail("write");
    printf("%s\npipe\n", token);
    close(fd);
    return 0;
}
