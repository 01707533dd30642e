# Waits for an answer to a question that was never put.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    token = os.environ["DRILL_TOKEN"].encode()
    while chunk := server.recv(4096):
        print(chunk.decode(), end="")
