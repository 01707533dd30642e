# Takes every exception for the end of the stream.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    try:
        while chunk := server.recv(4096):
            print(chunk.decode(), end="")
    except OSError:
        pass
    print("eof")
