# A datagram needs an address at both ends, so this client has a path, too.
import os
import socket

mine = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
mine.bind("answers")  # in the working folder
mine.sendto(os.environ["DRILL_TOKEN"].encode(), os.environ["DRILL_PATH"])
answer = mine.recv(2048)  # one datagram, whole
print(answer.decode())
mine.close()
os.unlink("answers")  # close leaves the file
