# Goes on where the last connection stopped, as if the server remembered.
import os
import socket
import time

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

answer = b""
while len(answer) < 20:
    try:
        with socket.create_connection(where) as sock:
            sock.sendall(token)
            while chunk := sock.recv(64):
                answer += chunk
    except ConnectionError:
        pass
    time.sleep(0.1)
print(answer.decode())
