# Takes whatever comes for the answer.
import os
import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.connect((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    mine.settimeout(0.3)
    for number in (b"1", b"2", b"3"):
        while True:
            mine.send(number)
            try:
                print(mine.recv(16).decode())  # the answer to which number?
                break
            except TimeoutError:
                continue
