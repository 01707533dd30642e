# The first send has succeeded, and is taken for a proof that all is well.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    while chunk := server.recv(4096):
        print(chunk.decode(), end="")
    try:
        server.sendall(b".")
    except BrokenPipeError:
        print("pipe")
