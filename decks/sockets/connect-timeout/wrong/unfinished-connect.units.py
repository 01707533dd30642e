# One millisecond where a second was meant: poll does not count as settimeout does.
import os
import select
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
with socket.socket() as sock:
    sock.setblocking(False)
    sock.connect_ex(where)
    ready = select.poll()
    ready.register(sock, select.POLLOUT)
    if not ready.poll(1):
        print("timeout")
    elif sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
        print("open")
    else:
        print("refused")
