// Prints one line, and reads the rest to throw it away: what lies unread at close becomes a reset.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

// Owns a descriptor: whatever happens, it is closed once.
class Socket {
public:
    Socket(int family, int type) : fd_(::socket(family, type, 0))
    {
        if (fd_ < 0)
            fail("socket");
    }
    ~Socket() { ::close(fd_); }
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;

    int fd() const { return fd_; }

    [[noreturn]] static void fail(const char *call)
    {
        throw std::system_error(errno, std::generic_category(), call);
    }

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

static sockaddr_in address_of_server()
{
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(static_cast<in_port_t>(std::stoi(variable("DRILL_PORT")))); // network byte order
    if (inet_pton(AF_INET, variable("DRILL_HOST").c_str(), &server.sin_addr) != 1)
        throw std::runtime_error("DRILL_HOST is not an IPv4 address");
    return server;
}

// write may take only a part of what it is given.
static void write_all(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0)
            Socket::fail("write");
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

// Everything is read, because what lies unread at close becomes a reset.
static void print_first_line(int fd)
{
    char buffer[4096];
    ssize_t n;
    bool in_line = true;
    while ((n = ::read(fd, buffer, sizeof buffer)) > 0) {
        if (!in_line)
            continue;
        const std::string_view piece(buffer, static_cast<std::size_t>(n));
        const auto end = piece.find('\n');
        std::cout << piece.substr(0, end);
        in_line = end == std::string_view::npos;
    }
    if (n < 0)
        Socket::fail("read");
    std::cout << '\n';
}

int main()
try {
    const Socket server(AF_INET, SOCK_STREAM);
    const auto address = address_of_server();
    if (::connect(server.fd(), reinterpret_cast<const sockaddr *>(&address), sizeof address) < 0)
        Socket::fail("connect");

    write_all(server.fd(), variable("DRILL_TOKEN"));
    print_first_line(server.fd());
    return 0;
} catch (const std::exception &error) {
    std::cerr << error.what() << '\n';
    return 1;
}
