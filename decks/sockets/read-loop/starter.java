// read-loop: the answer comes in pieces. Print all of it.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        // On unix-stream you get DRILL_PATH instead of host and port: then these lines are yours to change.
        String host = System.getenv("DRILL_HOST");
        int port = Integer.parseInt(System.getenv("DRILL_PORT"));

        try (Socket server = new Socket(host, port)) {
            server.getOutputStream().write(System.getenv("DRILL_TOKEN").getBytes());

            // TODO: print all that the server answers. How many times does read have to be called?
        }
    }
}
