# eintr-short-write: signals come in between. Lose nothing.
import os
import signal
import socket

signals = 0


def count(number, frame):
    global signals
    signals += 1


# Python calls again by itself when a signal has interrupted a call that had done nothing (PEP 475). There is another case.
signal.signal(signal.SIGUSR1, count)

message = os.environ["DRILL_TOKEN"].encode() * int(os.environ["DRILL_REPEAT"])

sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
sock.connect(os.environ["DRILL_PATH"])

# TODO: send the message with send, and look at what it returns.

# TODO: print all that the server answers, then the number of signals.

sock.close()
