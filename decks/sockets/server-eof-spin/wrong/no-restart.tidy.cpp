// Removes its file when it is asked to end: who is killed is not asked.
#include <csignal>
#include <cstring>
#include <iostream>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int fail(const char *call)
{
    std::perror(call);
    return 1;
}

static void serve(int conn)
{
    char buffer[128];
    for (;;) {
        ssize_t n = read(conn, buffer, sizeof buffer);
        if (n <= 0)
            return; // 1. 0 is the end of the stream: it will not become more
        std::cout.write(buffer, n) << std::endl; // 2. n bytes came, and no zero behind them
        write(conn, buffer, n);
    }
}

static void tidy_up(int)
{
    unlink(std::getenv("DRILL_PATH"));
    _exit(0);
}

int main()
{
    const char *path = std::getenv("DRILL_PATH");
    if (path == nullptr) {
        std::cerr << "DRILL_PATH must be set" << std::endl;
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGTERM, tidy_up);

    int door = socket(AF_UNIX, SOCK_STREAM, 0);
    if (door < 0)
        return fail("socket");
    sockaddr_un addr{};
    addr.sun_family = AF_UNIX;
    std::strncpy(addr.sun_path, path, sizeof addr.sun_path - 1);
    if (bind(door, reinterpret_cast<sockaddr *>(&addr), sizeof addr) < 0)
        return fail("bind");
    if (listen(door, 16) < 0)
        return fail("listen");
    std::cout << "pid " << getpid() << " waits for clients" << std::endl;

    for (;;) { // 3. the next client is accepted here
        int conn = accept(door, nullptr, nullptr);
        if (conn < 0)
            return fail("accept");
        serve(conn);
        close(conn); // 4. gives the descriptor back, and the client its end of the stream
    }
}
