# print ends each piece with a newline that nobody has sent.
import os
import socket

token = os.environ["DRILL_TOKEN"].encode()
with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(token)
    while piece := server.recv(4096):
        print(piece.decode())
