# Reads on for the rest of the long one: it is gone, and the next message with it.
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.sendto(token, server)
    for _ in range(3):
        message = mine.recv(33)
        if len(message) > 32:
            mine.recv(4096)  # the rest of it
            print("toobig")
        else:
            print(message.decode())
