# sendmsg-iovec: send a header, a body and a trailer as one message, print the answer.
import os
import socket

path = os.environ["DRILL_PATH"]  # the server's SOCK_SEQPACKET socket
token = os.environ["DRILL_TOKEN"].encode()

# TODO: socket, connect, sendmsg with three iovecs, recv.
