# Each datagram goes to the place that its number tells, whenever it comes.
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.connect(server)
    mine.send(token)
    parts = {}
    while len(parts) < 4:
        number, text = mine.recv(4096).decode().split(" ", 1)
        parts[int(number)] = text
    for number in sorted(parts):
        print(parts[number])
