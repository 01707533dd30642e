# Prints a number of its own, and leaves before the answer is read.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall((0x01020304).to_bytes(4, "big") + os.environ["DRILL_TOKEN"].encode())
    print(0x01020304)
