# A socket for each try: no double can come there, and no late answer either.
import os
import socket


def ask(number):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
        mine.connect((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
        mine.settimeout(0.5)
        mine.send(number)
        return mine.recv(16)


for number in (b"1", b"2", b"3"):
    while True:
        try:
            print(ask(number).decode())
            break
        except TimeoutError:
            pass
