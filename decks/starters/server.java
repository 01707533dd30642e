// The drill tells its task; these are the things it gives you.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        String transport = System.getenv("DRILL_TRANSPORT"); // such as "tcp4" or "unix-stream"
        String host = System.getenv("DRILL_HOST");           // the address to bind to, where there are ports
        String port = System.getenv("DRILL_PORT");           // the port, as text
        String path = System.getenv("DRILL_PATH");           // or the path to bind to

        // TODO: be the server of this drill. It is never finished: it runs until it is stopped.
    }
}
