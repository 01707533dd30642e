# The byte order of this machine is not that of the network.
import os
import socket
import struct

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(struct.pack("<I", 0x01020304) + os.environ["DRILL_TOKEN"].encode())
    print(struct.unpack("<I", server.recv(4))[0])
