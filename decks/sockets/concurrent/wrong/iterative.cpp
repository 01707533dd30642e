// One after the other.
#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

[[noreturn]] static void fail(const char *call)
{
    throw std::system_error(errno, std::generic_category(), call);
}

// Owns a descriptor: whatever happens, it is closed once.
class Socket {
public:
    explicit Socket(int fd, const char *call) : fd_(fd)
    {
        if (fd < 0)
            fail(call);
    }
    Socket(Socket &&other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Socket(const Socket &) = delete;
    ~Socket()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }
    int fd() const { return fd_; }

private:
    int fd_;
};

static std::string variable(const char *name)
{
    const char *value = std::getenv(name);
    if (value == nullptr)
        throw std::runtime_error(std::string(name) + " must be set");
    return value;
}

static Socket open_door()
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<in_port_t>(std::stoi(variable("DRILL_PORT"))));
    if (inet_pton(AF_INET, variable("DRILL_HOST").c_str(), &address.sin_addr) != 1)
        throw std::runtime_error("DRILL_HOST is not an IPv4 address");

    Socket door(::socket(AF_INET, SOCK_STREAM, 0), "socket");
    const int yes = 1;
    if (::setsockopt(door.fd(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) < 0)
        fail("setsockopt");
    if (::bind(door.fd(), reinterpret_cast<const sockaddr *>(&address), sizeof address) < 0)
        fail("bind");
    if (::listen(door.fd(), 128) < 0)
        fail("listen");
    return door;
}

// False when the client has gone: that is its affair, and no reason for the server to end.
static bool write_all(const Socket &client, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t n = ::write(client.fd(), bytes.data(), bytes.size());
        if (n < 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

static void serve(const Socket &client)
{
    char buffer[4096];
    ssize_t n;
    while ((n = ::read(client.fd(), buffer, sizeof buffer)) > 0)
        if (!write_all(client, {buffer, static_cast<std::size_t>(n)}))
            return;
}

int main()
try {
    std::signal(SIGPIPE, SIG_IGN); // write then returns -1 instead of killing us
    const Socket door = open_door();
    for (;;) {
        const Socket client(::accept(door.fd(), nullptr, nullptr), "accept"); // of this one client
        serve(client);
    }
} catch (const std::exception &error) {
    std::cerr << error.what() << '\n';
    return 1;
}
