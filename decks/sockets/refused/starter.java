// refused: try to connect, and print in one word what came of it: refused, open or other.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        String host = System.getenv("DRILL_HOST");
        int port = Integer.parseInt(System.getenv("DRILL_PORT"));

        // TODO: connect; then one word.
    }
}
