# Sends the token in two pieces: these are two datagrams.
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.sendto(token[:4], server)
    mine.sendto(token[4:], server)
    print(mine.recv(4096).decode())
