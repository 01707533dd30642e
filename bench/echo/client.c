// client PORT CONNECTIONS BYTES TURNS: each connection sends a message and waits for all of it to come back, over and
// over, until there were so many turns together. Prints what that took in ms.
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static char message[65536], answer[65536];

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void say(int fd, long bytes) {
  if (write(fd, message, bytes) != bytes) exit(1);
}

int main(int count, char **words) {
  if (count != 5) return 2;
  long connections = atol(words[2]), bytes = atol(words[3]), turns = atol(words[4]);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(words[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  memset(message, 'x', sizeof message);
  int epoll = epoll_create1(0), *fds = calloc(connections, sizeof *fds);
  long *missing = calloc(1 << 16, sizeof *missing);
  for (long i = 0; i < connections; i++) {
    fds[i] = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fds[i], (struct sockaddr *)&address, sizeof address)) return 1;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fds[i]};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fds[i], &event);
  }
  double start = now();
  for (long i = 0; i < connections; i++) say(fds[i], missing[fds[i]] = bytes);
  for (struct epoll_event events[64]; turns > 0;) {
    for (int i = 0, ready = epoll_wait(epoll, events, 64, -1); i < ready; i++) {
      int fd = events[i].data.fd;
      ssize_t got = read(fd, answer, missing[fd]);
      if (got <= 0 || memcmp(answer, message, got)) return 1;
      if ((missing[fd] -= got) > 0) continue;
      turns--;
      say(fd, missing[fd] = bytes);
    }
  }
  printf("%f\n", now() - start);
}
