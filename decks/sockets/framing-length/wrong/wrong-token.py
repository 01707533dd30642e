# The length is text: two digits are two bytes, and mean something else.
import os
import socket

token = os.environ["DRILL_TOKEN"].encode()
with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(str(len(token)).encode() + token)
    print(server.recv(4096).decode())
