# recvmsg-trunc: receive each message into parts of 4, 12 and 8 bytes, and tell whether it was cut.
import os
import socket

path = os.environ["DRILL_PATH"]  # the server's SOCK_SEQPACKET socket
token = os.environ["DRILL_TOKEN"].encode()

# TODO: socket, connect, send the token, recvmsg with three iovecs until 0.
