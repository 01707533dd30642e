# Takes the first byte for a sign that it will take too long.
import os
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

with socket.create_connection(where) as sock:
    sock.sendall(token)
    if len(sock.recv(4096)) < 40:
        print("timeout")
