# Not connected and without a clock: it waits for an answer or a refusal, and gets neither.
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.sendto(token, server)
    try:
        print(mine.recv(4096).decode())
    except ConnectionRefusedError:
        print("refused")
