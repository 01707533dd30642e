// eintr-short-write: signals come in between. Lose nothing.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static volatile std::sig_atomic_t signals = 0;

static void count(int)
{
    signals = signals + 1;
}

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

static int connect_to_server()
{
    sockaddr_un server = {};
    server.sun_family = AF_UNIX;
    snprintf(server.sun_path, sizeof server.sun_path, "%s", std::getenv("DRILL_PATH"));

    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        fail("socket");
    if (connect(fd, reinterpret_cast<sockaddr *>(&server), sizeof server) < 0)
        fail("connect");
    return fd;
}

int main()
{
    struct sigaction action = {}; // sa_flags without SA_RESTART: leave it so
    action.sa_handler = count;
    sigaction(SIGUSR1, &action, nullptr);

    std::string message;
    for (int i = std::stoi(std::getenv("DRILL_REPEAT")); i > 0; i--)
        message += std::getenv("DRILL_TOKEN");
    int fd = connect_to_server();

    // TODO: send the message. What does a write return that a signal has interrupted?

    // TODO: print all that the server answers, then the number of signals.

    close(fd);
    return 0;
}
