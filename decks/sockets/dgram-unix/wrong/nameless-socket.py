# Nothing is bound: the server gets the token, and has nobody to answer.
import os
import socket

mine = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
mine.sendto(os.environ["DRILL_TOKEN"].encode(), os.environ["DRILL_PATH"])
answer = mine.recv(2048)  # one datagram, whole
print(answer.decode())
mine.close()
