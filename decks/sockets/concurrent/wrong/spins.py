# Nobody waits, because everybody is asked all the time: a loop over non-blocking sockets that never sleeps.
import os
import socket

door = socket.create_server((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
door.setblocking(False)
conns = []
while True:
    try:
        conn, _ = door.accept()
        conn.setblocking(True)
        conns.append(conn)
    except BlockingIOError:
        pass
    for conn in list(conns):
        try:
            chunk = conn.recv(65536, socket.MSG_DONTWAIT)
        except BlockingIOError:
            continue  # nothing there: ask again at once
        conn.sendall(chunk)
        if not chunk:
            conn.close()
            conns.remove(conn)
