# Believes that one send is one recv.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    token = os.environ["DRILL_TOKEN"].encode()
    server.sendall(token)
    print(server.recv(4096).decode())  # what is there by now, not all that will come
