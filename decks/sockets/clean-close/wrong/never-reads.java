// Sends, and closes at once.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        String host = System.getenv("DRILL_HOST");
        int port = Integer.parseInt(System.getenv("DRILL_PORT"));

        try (Socket server = new Socket(host, port)) {
            server.getOutputStream().write(System.getenv("DRILL_TOKEN").getBytes());
        }
    }
}
