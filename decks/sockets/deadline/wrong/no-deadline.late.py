# Looks at the clock when all is over.
import os
import socket
import time

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

with socket.create_connection(where) as sock:
    sock.sendall(token)
    begin = time.monotonic()
    answer = b""
    while chunk := sock.recv(4096):
        answer += chunk
    print("timeout" if time.monotonic() - begin > 1 else answer.decode())
