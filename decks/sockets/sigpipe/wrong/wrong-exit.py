# Prints the word, and is ended by the exception all the same.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    while chunk := server.recv(4096):
        print(chunk.decode(), end="")
    try:
        while True:
            server.sendall(b".")
    except BrokenPipeError:
        print("pipe")
        raise
