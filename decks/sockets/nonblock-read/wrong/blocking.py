# The socket blocks.
import os
import select
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

with socket.create_connection(where) as sock:
    sock.sendall(token)
    while True:
        try:
            chunk = sock.recv(256)
        except BlockingIOError:
            select.select([sock], [], [])
            continue
        if not chunk:
            break
        print(chunk.decode(), end="")
print()
