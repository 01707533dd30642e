# A buffer of 1024 bytes: the rest of a larger datagram is gone.
import os
import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    while True:
        datagram, sender = server.recvfrom(1024)
        server.sendto(datagram, sender)  # an empty one, too
