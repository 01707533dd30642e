# The answer is read, and the file of the socket stays behind.
import os
import socket

mine = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
mine.bind("answers")  # in the working folder
mine.sendto(os.environ["DRILL_TOKEN"].encode(), os.environ["DRILL_PATH"])
answer = mine.recv(2048)  # one datagram, whole
print(answer.decode())
mine.close()
