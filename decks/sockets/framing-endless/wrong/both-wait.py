# Looks at the length of the line when the line has ended.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    for line in server.makefile("rb"):
        if len(line) > 1000:
            print("toobig")
            break
        print(line.decode(), end="")
