// unix-hello: connect to the path, send the token, print the whole answer.
import java.io.*;
import java.net.*;
import java.nio.channels.*;

public class Main {
    public static void main(String[] args) throws IOException {
        String path = System.getenv("DRILL_PATH");
        String token = System.getenv("DRILL_TOKEN");

        // TODO: UnixDomainSocketAddress and SocketChannel are what you need: connect, write, then read until it returns -1. Print what came, and nothing else.
    }
}
