# The life of a client: socket, connect, send, receive until the end, close.
import os
import socket
import sys

address = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
    server.connect(address)
    server.sendall(token)  # send alone may take only a part
    while chunk := server.recv(4096):  # b"" is the end of the stream
        sys.stdout.buffer.write(chunk)
