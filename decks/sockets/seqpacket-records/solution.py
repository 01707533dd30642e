# Each send is one message, and each recv brings one.
import os
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(os.environ["DRILL_PATH"])
    server.send(os.environ["DRILL_TOKEN"].encode())
    server.send(b"more")
    while message := server.recv(256):
        print(message.decode())  # one message, one line
