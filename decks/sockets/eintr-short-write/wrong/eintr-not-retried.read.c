// Writes with care, and takes an interrupted read for the end of the stream.
#include <errno.h>
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

static int connected(void)
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

static void write_all(int fd, const char *data, size_t length)
{
    for (size_t at = 0; at < length;) {
        ssize_t n = write(fd, data + at, length - at);
        if (n >= 0)
            at += (size_t)n;
        else if (errno != EINTR)
            fail("write");
    }
}

static void print_answer(int fd)
{
    char chunk[256];
    ssize_t n;
    while ((n = read(fd, chunk, sizeof chunk)) > 0)
        fwrite(chunk, 1, (size_t)n, stdout);
    printf("\n%d\n", (int)signals);
}

int main(void)
{
    struct sigaction action = {.sa_handler = count};
    sigaction(SIGUSR1, &action, NULL);

    const char *token = getenv("DRILL_TOKEN");
    size_t once = strlen(token), times = (size_t)atoi(getenv("DRILL_REPEAT"));
    char *data = malloc(once * times);
    if (!data)
        fail("malloc");
    for (size_t i = 0; i < times; i++)
        memcpy(data + i * once, token, once);

    int fd = connected();
    write_all(fd, data, once * times);
    print_answer(fd);
    close(fd);
    return 0;
}
