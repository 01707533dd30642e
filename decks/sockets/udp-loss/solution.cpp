// Stop and wait: one question under way, a clock, a comparison.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
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

constexpr int tries = 5;

// Sends the number until its own answer comes. Answers to earlier numbers are let pass.
static void ask(int fd, char number)
{
    for (int i = 0; i < tries; i++) {
        if (::send(fd, &number, 1, 0) < 0)
            Socket::fail("send");
        char answer[16];
        ssize_t n;
        while ((n = ::recv(fd, answer, sizeof answer, 0)) >= 0) {
            if (n == 1 && answer[0] == number) {
                std::cout << number << '\n';
                return;
            }
        }
        if (errno != EAGAIN && errno != EWOULDBLOCK)
            Socket::fail("recv");
    }
    throw std::runtime_error(std::string("no answer to ") + number);
}

int main()
try {
    const Socket mine(AF_INET, SOCK_DGRAM);
    const auto address = address_of_server();
    if (::connect(mine.fd(), reinterpret_cast<const sockaddr *>(&address), sizeof address) < 0)
        Socket::fail("connect");
    timeval patience{};
    patience.tv_usec = 500'000;
    if (::setsockopt(mine.fd(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) < 0)
        Socket::fail("setsockopt");

    for (const char number : {'1', '2', '3'})
        ask(mine.fd(), number);
    return 0;
} catch (const std::exception &error) {
    std::cerr << error.what() << '\n';
    return 1;
}
