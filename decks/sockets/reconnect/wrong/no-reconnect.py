# Sees a reset only.
import os
import socket
import time

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

for _ in range(5):
    try:
        with socket.create_connection(where) as sock:
            sock.sendall(token)
            answer = b""
            while chunk := sock.recv(64):
                answer += chunk
        print(answer.decode())
        break
    except ConnectionError:
        time.sleep(0.1)
