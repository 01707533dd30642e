# Comes again in the very moment in which it was thrown out.
import os
import socket
import sys

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
        pass
sys.exit("no answer after five attempts")
