# A number crosses the wire with its highest byte first: "!" in struct, "big" in int.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall((0x01020304).to_bytes(4, "big") + os.environ["DRILL_TOKEN"].encode())
    answer = server.recv(4, socket.MSG_WAITALL)
    print(int.from_bytes(answer, "big"))
