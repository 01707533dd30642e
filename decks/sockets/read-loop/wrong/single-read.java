// Takes the first piece for the whole answer.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        String host = System.getenv("DRILL_HOST");
        int port = Integer.parseInt(System.getenv("DRILL_PORT"));

        try (Socket server = new Socket(host, port)) {
            server.getOutputStream().write(System.getenv("DRILL_TOKEN").getBytes());
            byte[] buffer = new byte[4096];
            int n = server.getInputStream().read(buffer); // one piece
            System.out.write(buffer, 0, n);
            System.out.flush();
        }
    }
}
