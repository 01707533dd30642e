# Room for one byte more than is allowed: who fills it was too long.
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.connect(server)
    mine.send(token)
    for _ in range(3):
        message = mine.recv(33)
        print("toobig" if len(message) > 32 else message.decode())
