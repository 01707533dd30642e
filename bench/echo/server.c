// The yardstick: an echo server with nothing but epoll. Prints its port, ends when stdin ends.
#include <netinet/in.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static void watch(int epoll, int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

int main(void) {
  static char bytes[65536];
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int epoll = epoll_create1(0), door = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(door, (struct sockaddr *)&address, size) || listen(door, 128)) return 1;
  getsockname(door, (struct sockaddr *)&address, &size);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  watch(epoll, door);
  watch(epoll, STDIN_FILENO);
  for (struct epoll_event events[64];;) {
    for (int i = 0, count = epoll_wait(epoll, events, 64, -1); i < count; i++) {
      int fd = events[i].data.fd;
      if (fd == STDIN_FILENO) return 0;
      if (fd == door) {
        watch(epoll, accept(door, NULL, NULL));
        continue;
      }
      ssize_t got = read(fd, bytes, sizeof bytes);
      for (ssize_t sent = 0, more; sent < got; sent += more) {
        if ((more = write(fd, bytes + sent, got - sent)) < 0) break;
      }
      if (got <= 0) close(fd);
    }
  }
}
