# Prints one line, and reads the rest to throw it away: what lies unread at close becomes a reset.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    answer = server.makefile("rb")
    print(answer.readline().decode(), end="")
    while answer.read(65536):
        pass
