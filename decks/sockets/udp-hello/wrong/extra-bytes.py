# A newline is a byte like any other.
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.sendto(token + b"\n", server)
    print(mine.recv(4096).decode())
