# Prints its own token, and leaves before the answer is read.
import os
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
    server.connect(os.environ["DRILL_PATH"])
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    print(os.environ["DRILL_TOKEN"])
