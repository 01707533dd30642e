# One recv, and then the end is taken for granted.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    print(server.recv(4096).decode())
    print("eof")
