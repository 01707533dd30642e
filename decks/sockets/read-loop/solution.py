# Receives until the end of the stream, however the answer was cut.
# transports: tcp4 unix-stream
import os
import socket
import sys


def connect():
    if os.environ["DRILL_TRANSPORT"] == "unix-stream":
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        server.connect(os.environ["DRILL_PATH"])
        return server
    return socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))


with connect() as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    while chunk := server.recv(4096):  # b"" is the end, anything else a piece
        sys.stdout.buffer.write(chunk)
