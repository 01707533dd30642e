// eintr-short-write: signals come in between. Lose nothing.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static volatile sig_atomic_t signals = 0;

static void count(int number)
{
    (void)number;
    signals++;
}

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

static int connect_to_server(void)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};
    snprintf(server.sun_path, sizeof server.sun_path, "%s", getenv("DRILL_PATH"));

    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        fail("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0)
        fail("connect");
    return fd;
}

int main(void)
{
    struct sigaction action = {.sa_handler = count}; // sa_flags without SA_RESTART: leave it so
    sigaction(SIGUSR1, &action, NULL);

    const char *token = getenv("DRILL_TOKEN");
    int times = atoi(getenv("DRILL_REPEAT"));
    int fd = connect_to_server();

    // TODO: send the token so many times over. What does a write return that a signal has interrupted?
    (void)token;
    (void)times;

    // TODO: print all that the server answers, then the number of signals.

    close(fd);
    return 0;
}
