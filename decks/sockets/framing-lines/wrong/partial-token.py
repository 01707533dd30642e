# Reads to the end before it answers: the server waits for a reply, and it for the end.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode() + b"\n")
    lines = server.makefile("r").readlines()
    for line in lines:
        print(line, end="")
        server.sendall(f"ok {line}".encode())
