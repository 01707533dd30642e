# Lets the second pass without reading.
import os
import socket
import time

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

with socket.create_connection(where) as sock:
    sock.sendall(token)
    time.sleep(1)
    print("timeout")
