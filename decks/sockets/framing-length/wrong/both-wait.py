# Waits for an end of file where only the lengths tell the end.
import os
import socket
import struct

token = os.environ["DRILL_TOKEN"].encode()
with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(struct.pack("!I", len(token)) + token)
    answer = b""
    while chunk := server.recv(4096):
        answer += chunk
    while answer:
        end = 4 + int.from_bytes(answer[:4], "big")
        print(answer[4:end].decode())
        answer = answer[end:]
