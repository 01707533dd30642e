// A refusal that was understood is no failure.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        String host = System.getenv("DRILL_HOST");
        int port = Integer.parseInt(System.getenv("DRILL_PORT"));

        try (Socket server = new Socket(host, port)) {
            System.out.println("open");
        } catch (ConnectException error) {
            // The message is errno's own sentence; a time-out is a ConnectException, too.
            System.out.println(error.getMessage().startsWith("Connection refused") ? "refused" : "other");
        }
    }
}
