# Keeps the parts in a list, in the order of their arrival.
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.sendto(token, server)
    parts = [mine.recv(4096).decode().split(" ")[1] for _ in range(4)]
    print("\n".join(parts))
