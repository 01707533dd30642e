# transports: tcp4 unix-stream
# Everything is written; what comes back is left lying.
import os
import select
import socket

token = os.environ["DRILL_TOKEN"].encode()
data = token * int(os.environ["DRILL_REPEAT"])
path = os.environ.get("DRILL_PATH")
sock = socket.socket(socket.AF_UNIX if path else socket.AF_INET, socket.SOCK_STREAM)
sock.connect(path or (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
sock.setblocking(False)

rest = memoryview(data)
while rest:
    select.select([], [sock], [])
    rest = rest[sock.send(rest) :]

print(token.decode())
sock.close()
