# Takes the end of the stream for an empty message.
# transports: tcp4 unix-stream
import os
import socket


def connect():
    if os.environ["DRILL_TRANSPORT"] == "unix-stream":
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        server.connect(os.environ["DRILL_PATH"])
        return server
    return socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))


with connect() as server:
    token = os.environ["DRILL_TOKEN"].encode()
    server.sendall(token)
    server.shutdown(socket.SHUT_WR)
    while True:
        print(server.recv(4096).decode(), end="")  # b"" at the end, again and again
