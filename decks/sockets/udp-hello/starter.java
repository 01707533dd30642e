// udp-hello: send the token as one datagram, print the one that comes back.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        String host = System.getenv("DRILL_HOST");
        int port = Integer.parseInt(System.getenv("DRILL_PORT"));
        String token = System.getenv("DRILL_TOKEN");

        // TODO: one datagram out, one in. Print the bytes of the answer, and nothing else.
    }
}
