# What socat does with fork, in a few lines.
import os
import socketserver


class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        while chunk := self.request.recv(4096):
            self.request.sendall(chunk)


socketserver.ForkingTCPServer.allow_reuse_address = True
address = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
socketserver.ForkingTCPServer(address, Echo).serve_forever()
