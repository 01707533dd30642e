# An echo server with a process for each client, which leaves no zombies.
import os
import signal
import socket


def serve(conn):
    try:
        while chunk := conn.recv(4096):  # b"" is the client's end
            conn.sendall(chunk)
    except ConnectionError:
        pass  # it has gone: its affair, and no reason for the server to end


signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children that have ended vanish by themselves
with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    door.listen(128)
    while True:
        conn, _ = door.accept()
        if os.fork() == 0:
            door.close()
            serve(conn)
            os._exit(0)
        conn.close()  # the parent keeps the door only
