// Reads until the end of the stream, however the answer was cut.
// transports: tcp4 unix-stream
import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;

public class Main {
    public static void main(String[] args) throws IOException {
        try (SocketChannel server = SocketChannel.open(address())) {
            server.write(ByteBuffer.wrap(System.getenv("DRILL_TOKEN").getBytes()));
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            while (server.read(buffer) != -1) { // -1 is the end, anything else a piece
                System.out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            System.out.flush();
        }
    }

    static SocketAddress address() {
        String path = System.getenv("DRILL_PATH");
        if (path != null) return UnixDomainSocketAddress.of(path);
        return new InetSocketAddress(System.getenv("DRILL_HOST"), Integer.parseInt(System.getenv("DRILL_PORT")));
    }
}
