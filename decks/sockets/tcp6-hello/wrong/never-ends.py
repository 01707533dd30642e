# Takes the end of the stream for an empty message.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    token = os.environ["DRILL_TOKEN"].encode()
    server.sendall(token)
    while True:
        print(server.recv(4096).decode(), end="")  # b"" at the end, again and again
