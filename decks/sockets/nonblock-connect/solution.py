# EINPROGRESS, then writable, then SO_ERROR.
import errno
import os
import select
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
    sock.setblocking(False)
    error = sock.connect_ex(where)
    if error == errno.EINPROGRESS:
        if not select.select([], [sock], [], 5)[1]:
            raise TimeoutError
        error = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if error != 0:
        raise OSError(error, os.strerror(error))
    sock.sendall(token)
    while True:
        select.select([sock], [], [])
        chunk = sock.recv(256)
        if not chunk:
            break
        print(chunk.decode(), end="")
print()
