# Prints its own token, and leaves after a while: the answer has come by then, and lies there unread.
import os
import socket
import time

host, port = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
with socket.create_connection((host, port)) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    time.sleep(1)
print(os.environ["DRILL_TOKEN"])
