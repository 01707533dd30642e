# udp-server: an echo server of datagrams. The socket is here, and bound.
import os
import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    # TODO: send every datagram back to where it came from, whole, and also when it is empty.
    server.recvfrom(0)
