# One recv again, after a pause.
import os
import socket
import time

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    token = os.environ["DRILL_TOKEN"].encode()
    server.sendall(token)
    time.sleep(0.1)  # the server waits for the reader, not for the clock
    print(server.recv(4096).decode())
