# Receives until nothing more comes: nothing says so.
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.sendto(token, server)
    parts = []
    while datagram := mine.recv(4096):
        parts.append(datagram.decode())
    for part in sorted(parts):
        print(part.split(" ")[1])
