# One recv after a pause: the rest is held back until the beginning has been read.
import os
import socket
import time

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    time.sleep(0.1)
    print(server.recv(4096).decode())
    print("eof")
