# Digits are no number: they are text, one byte a digit.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(b"16909060" + os.environ["DRILL_TOKEN"].encode())
    print(int.from_bytes(server.recv(4), "big"))
