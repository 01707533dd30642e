# seqpacket-records: send two messages, print the three that come back, a line for each.
import os
import socket

path = os.environ["DRILL_PATH"]  # the server's SOCK_SEQPACKET socket
token = os.environ["DRILL_TOKEN"].encode()

# TODO: socket, connect, send twice, recv until 0.
