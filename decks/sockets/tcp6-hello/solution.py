# The same calls; only the address is of another family.
import os
import socket
import sys

address = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))

with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as server:
    server.connect(address)
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    while chunk := server.recv(4096):  # b"" is the end of the stream
        sys.stdout.buffer.write(chunk)
