/** One sentence each: what the kernel means, in the words of somebody who has met it often. `man` is where to read on. */
export interface Meaning {
  readonly text: string;
  readonly man: string;
}

const meanings: Readonly<Record<string, string>> = {
  EPERM: "this needs a privilege that you have not",
  ENOENT: "there is no file of this name",
  EINTR: "a signal came while the call waited",
  EBADF: "this number is no open descriptor",
  EAGAIN: "it would have to wait, and you said that you will not",
  ENOMEM: "the kernel has no memory left for it",
  EACCES: "the rights of the file or of the port do not allow it",
  EFAULT: "the address of the bytes is not yours",
  EEXIST: "there is a file of this name already",
  ENOTDIR: "a part of the path is no folder",
  EINVAL: "the socket is not in a state for this call, or an argument makes no sense",
  ENFILE: "the machine has no descriptor left",
  EMFILE: "the process has no descriptor left",
  EPIPE: "nobody reads at the other end any more",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "too many links lead to this path",
  ENOTSOCK: "the descriptor is not a socket",
  EDESTADDRREQ: "the socket has no peer: say where to, or connect first",
  EMSGSIZE: "the message is too long to be sent as one",
  EPROTOTYPE: "the peer's socket is of another type",
  ENOPROTOOPT: "this level has no such option",
  EPROTONOSUPPORT: "this family and type do not speak that protocol",
  ESOCKTNOSUPPORT: "this family has no sockets of that type",
  EOPNOTSUPP: "this type of socket cannot do that",
  EAFNOSUPPORT: "the address is not of this socket's family, or the family is unknown here",
  EADDRINUSE: "another socket has this name already",
  EADDRNOTAVAIL: "this machine has no such address",
  ENETDOWN: "the network is down",
  ENETUNREACH: "no way leads there",
  ECONNABORTED: "the connection was gone before it was accepted",
  ECONNRESET: "the peer broke the connection off",
  ENOBUFS: "the queues are full",
  EISCONN: "the socket is connected already",
  ENOTCONN: "the socket is not connected",
  ESHUTDOWN: "this half has been shut down",
  ETIMEDOUT: "nothing came back in time",
  ECONNREFUSED: "nobody listens there",
  EHOSTUNREACH: "no way leads to this machine",
  EALREADY: "the attempt to connect is still under way",
  EINPROGRESS: "under way: poll tells when it is done",
};

/** What a call means by an errno where that is more than the errno's own sentence (ERRORS in the call's manual page). */
const ofCall: Readonly<Record<string, string>> = {
  "accept EINVAL": "the socket does not listen: listen comes first",
  "accept EAGAIN": "no connection is waiting, and you said that you will not wait",
  "bind EINVAL": "the socket has a name already, or the address is no good for it",
  "connect EINPROGRESS": "the handshake is under way: poll for POLLOUT, then look at SO_ERROR",
  "connect EAGAIN": "the listener's backlog is full",
  "connect ENOENT": "no socket of this name was ever bound, or its file was removed",
  "listen EADDRINUSE": "another socket listens on this port already",
  "listen EINVAL": "the socket is connected already, or has no name to listen on",
  "read EAGAIN": "nothing to read just now, and you said that you will not wait",
  "recv EAGAIN": "nothing to read just now, and you said that you will not wait",
  "recvfrom EAGAIN": "nothing to read just now, and you said that you will not wait",
  "recvmsg EAGAIN": "nothing to read just now, and you said that you will not wait",
  "sendmsg EAGAIN": "the buffers are full, and you said that you will not wait",
  "setsockopt EINVAL": "the value is out of this option's range",
  "write EPIPE": "nobody reads at the other end: the peer has gone, or there never was one",
  "write EAGAIN": "the buffers are full, and you said that you will not wait",
  "send EAGAIN": "the buffers are full, and you said that you will not wait",
  "read EINVAL": "a listening Unix socket has nothing to read: read from what accept gave",
  "recv EINVAL": "a listening Unix socket has nothing to read: read from what accept gave",
};

/** The meaning of an errno, for the call that failed with it. Those of sockets are all known; any other leads to the manual. */
export function meaningOf(errno: string, call: string): Meaning {
  const text = ofCall[`${call} ${errno}`] ?? meanings[errno] ?? "see the manual";
  return { text, man: `man 2 ${call}` };
}

/** The names that a goal or a claim may hold. */
export const errnoNames: readonly string[] = Object.keys(meanings);
