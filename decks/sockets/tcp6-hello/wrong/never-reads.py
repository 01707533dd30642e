# Prints its own token, and leaves before the answer is read.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    token = os.environ["DRILL_TOKEN"].encode()
    server.sendall(token)
    print(token.decode())
