# Believes that an echo is as long as what was sent.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    token = os.environ["DRILL_TOKEN"].encode()
    server.sendall(token)
    got = b""
    while len(got) < len(token):
        got += server.recv(len(token) - len(got))
    print(got.decode())
