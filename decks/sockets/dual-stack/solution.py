# An echo server for both families: one IPv6 socket that lets IPv4 in.
import os
import socket


def serve(conn):
    try:
        while chunk := conn.recv(4096):  # b"" is the client's end
            conn.sendall(chunk)
    except ConnectionError:
        pass  # it has gone: its affair, and no reason for the server to end


with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)  # the default is the administrator's affair
    door.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    door.listen(128)
    while True:
        conn, _ = door.accept()
        with conn:
            serve(conn)
