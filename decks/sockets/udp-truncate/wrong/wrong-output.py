# Prints the part that fits, as if it were the message.
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.sendto(token, server)
    for _ in range(3):
        print(mine.recv(32).decode())
