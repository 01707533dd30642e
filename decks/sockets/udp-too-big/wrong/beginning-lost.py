# Never tries what is too big, so it has nothing to tell of it.
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.sendto(b"x" * 65507, server)
    print(mine.recv(4096).decode())
