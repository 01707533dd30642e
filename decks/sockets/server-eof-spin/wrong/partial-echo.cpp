// Puts a zero behind the bytes, and counts up to the first zero among them.
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
    char buffer[129];
    for (;;) {
        ssize_t n = read(conn, buffer, sizeof buffer - 1);
        if (n <= 0)
            return;
        buffer[n] = 0;
        std::cout << buffer << std::endl;
        write(conn, buffer, strlen(buffer));
    }
}

int main()
{
    const char *path = std::getenv("DRILL_PATH");
    if (path == nullptr) {
        std::cerr << "DRILL_PATH must be set" << std::endl;
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    unlink(path); // 5. what the last run left would keep bind from making it anew

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
