# Takes what send has taken for all of it.
import os
import signal
import socket

signals = 0


def count(number, frame):
    global signals
    signals += 1


signal.signal(signal.SIGUSR1, count)

message = memoryview(os.environ["DRILL_TOKEN"].encode() * int(os.environ["DRILL_REPEAT"]))

sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
sock.connect(os.environ["DRILL_PATH"])

sock.send(message)

answer = b""
while chunk := sock.recv(256):
    answer += chunk
print(answer.decode())
print(signals)
sock.close()
