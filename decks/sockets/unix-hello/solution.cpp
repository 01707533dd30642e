// The address is a path; everything else is as over TCP.
// transports: unix-stream unix-abstract
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
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

static void print_until_end(int fd)
{
    char buffer[256];
    ssize_t n;
    while ((n = ::read(fd, buffer, sizeof buffer)) > 0)
        std::cout.write(buffer, n);
    if (n < 0)
        Socket::fail("read");
}

int main()
try {
    const std::string path = variable("DRILL_PATH");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        throw std::runtime_error("DRILL_PATH is longer than 107 bytes");
    std::memcpy(address.sun_path, path.data(), path.size());
    // An abstract name begins with a byte that is 0, and its length counts; a path ends with one.
    const bool is_abstract = path.front() == '@';
    if (is_abstract)
        address.sun_path[0] = 0;
    const auto length = offsetof(sockaddr_un, sun_path) + path.size() + (is_abstract ? 0 : 1);

    const Socket server(AF_UNIX, SOCK_STREAM);
    if (::connect(server.fd(), reinterpret_cast<const sockaddr *>(&address), static_cast<socklen_t>(length)) < 0)
        Socket::fail("connect");

    write_all(server.fd(), variable("DRILL_TOKEN"));
    print_until_end(server.fd());
    return 0;
} catch (const std::exception &error) {
    std::cerr << error.what() << '\n';
    return 1;
}
