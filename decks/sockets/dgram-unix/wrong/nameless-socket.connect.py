# connect gives the socket a partner, not an address.
import os
import socket

mine = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
mine.connect(os.environ["DRILL_PATH"])
mine.send(os.environ["DRILL_TOKEN"].encode())
answer = mine.recv(2048)  # one datagram, whole
print(answer.decode())
mine.close()
