# Passes over the empty ones: "nothing to send back".
import os
import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    while True:
        datagram, sender = server.recvfrom(65536)  # the largest one has 65,507 bytes
        if datagram:
            server.sendto(datagram, sender)
