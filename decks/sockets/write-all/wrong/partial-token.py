# transports: tcp4 unix-stream
import os
import select
import socket

token = os.environ["DRILL_TOKEN"].encode()
data = token * int(os.environ["DRILL_REPEAT"])
path = os.environ.get("DRILL_PATH")
sock = socket.socket(socket.AF_UNIX if path else socket.AF_INET, socket.SOCK_STREAM)
sock.connect(path or (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
sock.setblocking(False)
sock.send(data)
while True:
    select.select([sock], [], [])
    chunk = sock.recv(256)
    if not chunk:
        break
    print(chunk.decode(), end="")
print()
sock.close()
