# Asks all that is missing at once, and collects what comes.
import os
import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.connect((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    mine.settimeout(0.5)
    missing = [b"1", b"2", b"3"]
    while missing:
        for number in missing:
            mine.send(number)
        try:
            while missing:
                answer = mine.recv(16)
                missing = [number for number in missing if number != answer]
        except TimeoutError:
            pass
    print("1\n2\n3")
