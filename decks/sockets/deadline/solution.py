# A moment, fixed once; each recv gets what is left until then.
import os
import socket
import time

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

with socket.create_connection(where) as sock:
    sock.sendall(token)
    end = time.monotonic() + 1
    answer = b""
    try:
        while True:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            sock.settimeout(left)
            chunk = sock.recv(4096)
            if not chunk:
                break
            answer += chunk
        print(answer.decode())
    except TimeoutError:
        print("timeout")
