#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static volatile std::sig_atomic_t signals = 0;

static void count(int)
{
    signals = signals + 1;
}

[[noreturn]] static void fail(const char *call)
{
    perror(call);
    exit(1);
}

static int connected()
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

// Whatever a call does that a signal may interrupt: again, as long as it had done nothing.
template <typename Call> static size_t unbroken(const char *name, Call call)
{
    ssize_t n;
    do
        n = call();
    while (n < 0 && errno == EINTR);
    if (n < 0)
        fail(name);
    return static_cast<size_t>(n);
}

int main()
{
    struct sigaction action = {};
    action.sa_handler = count;
    sigaction(SIGUSR1, &action, nullptr);

    std::string message;
    for (int i = std::stoi(std::getenv("DRILL_REPEAT")); i > 0; i--)
        message += std::getenv("DRILL_TOKEN");

    int fd = connected();
    for (std::string_view rest = message; !rest.empty();)
        rest.remove_prefix(unbroken("write", [&] { return write(fd, rest.data(), rest.size()); }));

    char chunk[256];
    while (size_t n = unbroken("read", [&] { return read(fd, chunk, sizeof chunk); }))
        std::cout.write(chunk, static_cast<std::streamsize>(n));
    std::cout << "\n" << signals << "\n";
    close(fd);
    return 0;
}
