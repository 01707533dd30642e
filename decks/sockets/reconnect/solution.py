# Each attempt begins from the beginning, and only the length says that it is over.
import os
import socket
import sys
import time

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()


def attempt():
    answer = b""
    with socket.create_connection(where) as sock:
        sock.sendall(token)
        while len(answer) < 20:
            chunk = sock.recv(20 - len(answer))
            if not chunk:
                raise EOFError
            answer += chunk
    return answer


for _ in range(5):
    try:
        print(attempt().decode())
        sys.exit()
    except (ConnectionError, EOFError):
        time.sleep(0.1)
sys.exit("no answer after five attempts")
