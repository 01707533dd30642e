# After the question the sending half is closed; the other one stays open for the answer.
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
    server.shutdown(socket.SHUT_WR)  # "that was my question"
    while chunk := server.recv(4096):
        sys.stdout.buffer.write(chunk)
