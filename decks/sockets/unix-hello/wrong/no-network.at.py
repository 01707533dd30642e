# Takes the @ for a part of the name: it stands for a byte that is 0.
# transports: unix-abstract
import os
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
    server.connect(os.environ["DRILL_PATH"])
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    while chunk := server.recv(4096):
        print(chunk.decode(), end="")
