# Believes that an echo is as long as what was sent.
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
    print(server.recv(len(token)).decode())
