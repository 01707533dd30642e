# Keepalive has nothing to do with it.
import os
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

with socket.create_connection(where) as sock:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    lines = sock.makefile("rb")
    for number in range(1, 21):
        sock.sendall(token)
        sock.sendall(b" %d\n" % number)
        lines.readline()
    print(lines.read().decode())
