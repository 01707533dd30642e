# A line has a limit, and readline knows it: what comes back without a newline is too long.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    answer = server.makefile("rb")
    while line := answer.readline(1001):
        if not line.endswith(b"\n"):
            print("toobig")
            break
        print(line.decode(), end="")
