# Thinks that the headers are somebody else's business.
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    try:
        mine.sendto(b"x" * 65535, server)
    except OSError:
        print("toobig")
