// clean-close: send the token, print the first line, leave in an orderly way.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        String host = System.getenv("DRILL_HOST");
        int port = Integer.parseInt(System.getenv("DRILL_PORT"));
        String token = System.getenv("DRILL_TOKEN");

        // TODO: connect, write, print the first line of what comes. What has to happen before the close?
    }
}
