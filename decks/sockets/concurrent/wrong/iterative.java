// One after the other.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        String host = System.getenv("DRILL_HOST");
        int port = Integer.parseInt(System.getenv("DRILL_PORT"));

        try (ServerSocket door = new ServerSocket(port, 128, InetAddress.getByName(host))) {
            while (true) {
                Socket conn = door.accept(); // a new socket, for this one client
                serve(conn);
            }
        }
    }

    // If the client has gone, that is its affair, and no reason for the server to end.
    static void serve(Socket conn) {
        try (conn) {
            conn.getInputStream().transferTo(conn.getOutputStream());
        } catch (IOException error) {
            System.err.println(error.getMessage());
        }
    }
}
