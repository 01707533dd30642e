// After the question the sending half is closed; the other one stays open for the answer.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        String host = System.getenv("DRILL_HOST");
        int port = Integer.parseInt(System.getenv("DRILL_PORT"));

        try (Socket server = new Socket(host, port)) {
            server.getOutputStream().write(System.getenv("DRILL_TOKEN").getBytes());
            server.shutdownOutput(); // "that was my question"
            server.getInputStream().transferTo(System.out); // until the end of the stream
            System.out.flush();
        }
    }
}
