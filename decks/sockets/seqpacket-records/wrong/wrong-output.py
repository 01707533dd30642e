# Reads in small bites, and the rest of each message is thrown away.
import os
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(os.environ["DRILL_PATH"])
    server.send(os.environ["DRILL_TOKEN"].encode())
    server.send(b"more")
    while message := server.recv(6):
        print(message.decode())
