// The drill tells its task; these are the things it gives you.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        String transport = System.getenv("DRILL_TRANSPORT"); // such as "tcp4", "udp6" or "unix-stream"
        String host = System.getenv("DRILL_HOST");           // an IP address, where there are ports
        String port = System.getenv("DRILL_PORT");           // the port, as text
        String path = System.getenv("DRILL_PATH");           // or a path; an abstract name begins with @
        String token = System.getenv("DRILL_TOKEN");

        // TODO: be the client of this drill. The class stays Main, whatever the file is called.
    }
}
