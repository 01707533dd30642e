// The address is a path; everything else is as over TCP. Java knows no abstract names.
import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;

public class Main {
    public static void main(String[] args) throws IOException {
        SocketAddress address = UnixDomainSocketAddress.of(System.getenv("DRILL_PATH"));
        try (SocketChannel server = SocketChannel.open(address)) {
            server.write(ByteBuffer.wrap(System.getenv("DRILL_TOKEN").getBytes()));
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            while (server.read(buffer) != -1) { // -1 is the end, anything else a piece
                System.out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            System.out.flush();
        }
    }
}
