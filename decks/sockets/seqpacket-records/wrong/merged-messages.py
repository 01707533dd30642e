# As on a stream: all at once, the other side will find out.
import os
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(os.environ["DRILL_PATH"])
    server.sendall(os.environ["DRILL_TOKEN"].encode() + b"more")
    while message := server.recv(256):
        print(message.decode())  # one message, one line
