# An echo server of datagrams: one socket for everybody, and every answer to whoever asked.
import os
import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    while True:
        datagram, sender = server.recvfrom(65536)  # the largest one has 65,507 bytes
        server.sendto(datagram, sender)  # an empty one, too
