# Sends what is long in several datagrams, as if the other side could put them together.
import os
import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    while True:
        datagram, sender = server.recvfrom(65536)
        for at in range(0, max(1, len(datagram)), 1400):
            server.sendto(datagram[at : at + 1400], sender)
