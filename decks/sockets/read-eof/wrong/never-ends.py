# Waits for an exception at the end: recv returns b"" instead, again and again.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    try:
        while True:
            print(server.recv(4096).decode(), end="")
    except OSError:
        print("\neof")
