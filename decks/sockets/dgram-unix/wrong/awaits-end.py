# Waits for an end of file that datagrams do not have.
import os
import socket

mine = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
mine.bind("answers")  # in the working folder
mine.sendto(os.environ["DRILL_TOKEN"].encode(), os.environ["DRILL_PATH"])
while part := mine.recv(2048):
    print(part.decode(), flush=True)
mine.close()
os.unlink("answers")  # close leaves the file
