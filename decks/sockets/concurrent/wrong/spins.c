// Nobody waits, because everybody is asked all the time: a loop over non-blocking sockets that never sleeps.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST 64

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    struct sockaddr_in addr = {.sin_family = AF_INET};
    addr.sin_port = htons((unsigned short)atoi(getenv("DRILL_PORT")));
    inet_pton(AF_INET, getenv("DRILL_HOST"), &addr.sin_addr);
    int door = socket(AF_INET, SOCK_STREAM, 0);
    int yes = 1;
    setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(door, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(door, 128) < 0)
        return 1;
    fcntl(door, F_SETFL, O_NONBLOCK);

    int conns[MOST];
    int count = 0;
    for (;;) {
        int conn = count < MOST ? accept(door, NULL, NULL) : -1;
        if (conn >= 0) {
            fcntl(conn, F_SETFL, O_NONBLOCK);
            conns[count++] = conn;
        }
        for (int i = 0; i < count; i++) {
            char buffer[4096];
            ssize_t n = read(conns[i], buffer, sizeof buffer);
            if (n < 0)
                continue; // EAGAIN: nothing there, ask again at once
            for (ssize_t at = 0, sent; at < n;)
                if ((sent = write(conns[i], buffer + at, (size_t)(n - at))) > 0)
                    at += sent;
            if (n == 0) {
                close(conns[i]);
                conns[i--] = conns[--count];
            }
        }
    }
}
