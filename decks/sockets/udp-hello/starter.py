# udp-hello: send the token as one datagram, print the one that comes back.
import os
import socket

host = os.environ["DRILL_HOST"]
port = int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

# TODO: socket, sendto, recvfrom. Print the bytes of the answer, and nothing else.
