# Twenty lines in one go, and then all the answers: fast, and no conversation.
import os
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

with socket.create_connection(where) as sock:
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    lines = sock.makefile("rb")
    for number in range(1, 21):
        sock.sendall(token)
        sock.sendall(b" %d\n" % number)
    for _ in range(20):
        lines.readline()
    print(lines.read().decode())
