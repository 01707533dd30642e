# connect waits by itself.
import os
import select
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
    sock.connect(where)
    sock.setblocking(False)
    sock.sendall(token)
    while True:
        select.select([sock], [], [])
        chunk = sock.recv(256)
        if not chunk:
            break
        print(chunk.decode(), end="")
print()
