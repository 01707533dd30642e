# The address is a path; everything else is as over TCP.
# transports: unix-stream unix-abstract
import os
import socket
import sys

path = os.environ["DRILL_PATH"]
if path.startswith("@"):
    path = "\0" + path[1:]  # an abstract name begins with a byte that is 0

with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
    server.connect(path)
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    while chunk := server.recv(4096):  # b"" is the end of the stream
        sys.stdout.buffer.write(chunk)
