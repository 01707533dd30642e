/** Which drill suits which topic. A drill counts if code names one of `about`, and the text each of `beside`, where that is given. */
export interface Topic {
  readonly drill: string;
  readonly about: RegExp;
  readonly beside?: readonly RegExp[];
}

const datagramsOnly = /^(?![\s\S]*\b(?:SOCK_STREAM|TCP|listen|accept)\b)[\s\S]*\b(?:SOCK_DGRAM|UDP|sendto|recvfrom)\b/i;

/** Names that belong to one thing alone; the more of a kind, the better they fit. */
export const special: readonly Topic[] = [
  { drill: "scm-rights", about: /\b(?:SCM_RIGHTS\b|CMSG_)/g },
  { drill: "peercred", about: /\b(?:SO_PEERCRED|SCM_CREDENTIALS|getpeereid)\b/g },
  { drill: "seqpacket-records", about: /\bSOCK_SEQPACKET\b/g },
  { drill: "dgram-unix", about: /\bSOCK_DGRAM\b/g, beside: [/\b(?:[AP]F_(?:UNIX|LOCAL)|sockaddr_un)\b/] },
  { drill: "sendmsg-iovec", about: /\b(?:sendmsg|writev|iovec|msghdr)\b/g },
  { drill: "recvmsg-trunc", about: /\b(?:recvmsg|msg_flags)\b/g },
  { drill: "icmp-raw", about: /\b(?:SOCK_RAW\b|IPPROTO_ICMP\b|ICMP_ECHO)/g },
  { drill: "udp-truncate", about: /\bMSG_TRUNC\b/g },
  { drill: "udp-too-big", about: /\bEMSGSIZE\b/g },
  { drill: "udp-connected", about: /\bconnect\b/g, beside: [datagramsOnly] },
  { drill: "udp-refused", about: /\b(?:ECONNREFUSED|ConnectionRefusedError)\b/g, beside: [datagramsOnly] },
  { drill: "udp-server", about: /\bbind\b/g, beside: [datagramsOnly] },
  { drill: "unix-abstract", about: /\bsun_path\[0\]|\bABSTRACT-(?:CONNECT|LISTEN)\b/g },
  { drill: "any-family", about: /\b(?:getaddrinfo|addrinfo|AF_UNSPEC|ai_family)\b/g },
  { drill: "dual-stack", about: /\b(?:IPV6_V6ONLY|in6addr_any)\b/g },
  { drill: "byte-order", about: /\b(?:htonl|ntohl|ntohs|htobe\d\d|be\d\dtoh)\b/g },
  { drill: "byte-order", about: /\bhtons\b/g, beside: [/byte[ -]order|endian/i] },
  { drill: "linger-rst", about: /\b(?:SO_LINGER|l_linger|resetAndDestroy)\b/g },
  { drill: "rst-client", about: /\b(?:ECONNRESET|ConnectionResetError)\b/g },
  { drill: "eintr-short-write", about: /\b(?:EINTR|SA_RESTART|siginterrupt)\b/g },
  { drill: "sigpipe", about: /\b(?:SIGPIPE|EPIPE|MSG_NOSIGNAL|BrokenPipeError)\b/g },
  { drill: "nonblock-connect", about: /\b(?:EINPROGRESS|SO_ERROR|connect_ex)\b/g },
  { drill: "nonblock-read", about: /\b(?:O_NONBLOCK|SOCK_NONBLOCK|MSG_DONTWAIT|EAGAIN|EWOULDBLOCK|setblocking)\b/g },
  { drill: "epoll-many", about: /\b(?:epoll_|EPOLL)/g },
  { drill: "poll-two", about: /\b(?:poll|ppoll|pollfd|POLLIN|POLLOUT|select|FD_SET|FD_ISSET)\b/g },
  { drill: "deadline", about: /\b(?:SO_RCVTIMEO|settimeout|CLOCK_MONOTONIC)\b/g },
  { drill: "connect-timeout", about: /\bETIMEDOUT\b/g },
  { drill: "nodelay", about: /\b(?:TCP_NODELAY|TCP_CORK)\b/g },
  { drill: "keepalive", about: /\b(?:SO_KEEPALIVE\b|TCP_KEEP)/g },
  { drill: "sockopts", about: /\b(?:SO_RCVBUF|SO_SNDBUF|SO_TYPE|getsockopt)\b/g },
  { drill: "reuseaddr", about: /\b(?:SO_REUSE(?:ADDR|PORT)|TIME_WAIT|EADDRINUSE)\b/g },
  { drill: "ports", about: /\b(?:getsockname|EADDRNOTAVAIL|ip_local_port_range)\b/g },
  { drill: "backlog", about: /\bsomaxconn\b/gi },
  { drill: "socket-triples", about: /\b(?:ESOCKTNOSUPPORT|EPROTONOSUPPORT|EAFNOSUPPORT)\b/g },
  { drill: "accept-new-fd", about: /\bENOTCONN\b/g },
  { drill: "fork-zombies", about: /\b(?:SIGCHLD|waitpid|WNOHANG)\b/g },
  { drill: "graceful-stop", about: /\b(?:SIGTERM|SIGINT)\b/g },
  { drill: "concurrent", about: /\b(?:fork|pthread_create|ThreadingTCPServer)\b/g, beside: [/\baccept\b/] },
  { drill: "bind-loopback-only", about: /\bINADDR_(?:LOOPBACK|ANY)\b/g },
  { drill: "framing-length", about: /\bMSG_WAITALL\b/g },
  { drill: "framing-lines", about: /\b(?:fgets|getline|readline|makefile(?=\())\b/g },
  { drill: "http-get", about: /\bHTTP\/1\.[01]|\bContent-Length\b/gi },
  { drill: "socat-server", about: /\b(?:TCP[46]?|UDP[46]?|UNIX)-LISTEN\b/g },
  { drill: "shutdown-rd-wr", about: /\bSHUT_(?:RD|RDWR)\b/g },
];

/** Names that stand in nearly every text on sockets. */
export const general: readonly Topic[] = [
  { drill: "socat-lab", about: /\b(?:[AP]F_(?:UNIX|LOCAL)|sockaddr_un|socat|SOCK_SEQPACKET)\b/g },
  { drill: "read-loop", about: /\b(?:read|recv|recvmsg|MSG_WAITALL)\b/g, beside: [/\b(?:SOCK_STREAM|stream|tcp)\b/i] },
  { drill: "unix-hello", about: /\b(?:sockaddr_un|sun_path)\b/g },
  { drill: "udp-hello", about: /\b(?:SOCK_DGRAM|IPPROTO_UDP|sendto|recvfrom|UdpSocket|DatagramSocket)\b/g },
  { drill: "tcp6-hello", about: /\b(?:[AP]F_INET6\b|sockaddr_in6\b|in6addr_|IPV6_V6ONLY\b)/g },
  { drill: "half-close", about: /\b(?:shutdown|SHUT_(?:RD|WR|RDWR))\b/g },
  { drill: "refused", about: /\b(?:ECONNREFUSED|ConnectionRefusedError)\b/g },
  {
    drill: "bind-listen-accept",
    about:
      /\b(?:bind|listen|accept4?|INADDR_ANY|SO_REUSEADDR|TcpListener|ServerSocket|net\.(?:Listen|createServer))\b/g,
  },
  {
    drill: "tcp-hello",
    about:
      /\b(?:[AP]F_INET6?|sockaddr_in6?|SOCK_STREAM|IPPROTO_TCP|connect|htons|inet_pton|TcpStream|net\.(?:Dial|createConnection))\b/g,
  },
  { drill: "order-server", about: /\baccept4?\b/g, beside: [/\bbind\b/, /\blisten\b/] },
  { drill: "order-client", about: /\bconnect\b/g, beside: [/\bsocket\b/, /\b(?:send|write)\b/] },
  {
    drill: "family-type-quiz",
    about: /\bSOCK_(?:STREAM|DGRAM|SEQPACKET|RAW)\b/g,
    beside: [/\bSOCK_(?:STREAM|DGRAM)\b/, /\bSOCK_(?:SEQPACKET|RAW)\b/],
  },
];
