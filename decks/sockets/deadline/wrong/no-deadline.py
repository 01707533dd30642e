# settimeout begins anew with each call.
import os
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

with socket.create_connection(where) as sock:
    sock.settimeout(1)
    sock.sendall(token)
    answer = b""
    try:
        while chunk := sock.recv(4096):
            answer += chunk
        print(answer.decode())
    except TimeoutError:
        print("timeout")
