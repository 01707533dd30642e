// A refusal that was understood is no failure.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
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

int main()
try {
    const Socket server(AF_INET, SOCK_STREAM);
    const auto address = address_of_server();
    const int result = ::connect(server.fd(), reinterpret_cast<const sockaddr *>(&address), sizeof address);
    const int reason = errno; // before anything else is called
    std::cout << (result == 0 ? "open" : reason == ECONNREFUSED ? "refused" : "other") << '\n';
    return 0;
} catch (const std::exception &error) {
    std::cerr << error.what() << '\n';
    return 1;
}
