# dgram-unix: send the token as one datagram from a path of your own, print the one that comes back.
import os
import socket

path = os.environ["DRILL_PATH"]  # the server's SOCK_DGRAM socket
token = os.environ["DRILL_TOKEN"].encode()

# TODO: socket, bind, sendto, recvfrom, close, unlink.
