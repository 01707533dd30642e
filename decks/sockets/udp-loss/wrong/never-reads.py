# Sends everything twice, and believes in luck.
import os
import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.connect((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    for number in (b"1", b"2", b"3") * 2:
        mine.send(number)
    print("1\n2\n3")
