# The first packet that comes is the one just sent.
import os
import socket
import struct


def checksum(message):
    words = struct.unpack(f"!{len(message) // 2}H", message)
    total = sum(words)
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


token = os.environ["DRILL_TOKEN"].encode()
mine = os.getpid() & 0xFFFF
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
head = struct.pack("!BBHHH", 8, 0, 0, mine, 1)
head = struct.pack("!BBHHH", 8, 0, checksum(head + token), mine, 1)
raw.sendto(head + token, (os.environ["DRILL_HOST"], 0))
while True:
    packet = raw.recv(2048)
    message = packet[(packet[0] & 15) * 4 :]  # behind the header of IP
    kind, _, _, identifier, sequence = struct.unpack("!BBHHH", message[:8])
    if identifier == mine:
        print(message[8:].decode())
        break
