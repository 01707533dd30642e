// icmp-raw: send an echo request with the token as data, print the data of the second reply.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    const char *host = getenv("DRILL_HOST");   // such as "127.12.34.56"
    const char *token = getenv("DRILL_TOKEN"); // the request's data

    // TODO: socket (SOCK_RAW, IPPROTO_ICMP), sendto, recvfrom until the right reply has come.

    return host && token ? 0 : 1;
}
