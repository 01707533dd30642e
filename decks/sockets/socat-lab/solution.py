# socat in a few lines.
import os
import socket
import sys

with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
    server.connect(os.environ["DRILL_PATH"])
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    server.shutdown(socket.SHUT_WR)  # as socat does at the end of its input
    while chunk := server.recv(4096):
        sys.stdout.buffer.write(chunk)
