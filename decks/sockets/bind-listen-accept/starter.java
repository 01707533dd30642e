// bind-listen-accept: be the echo server. Send back what each client sends, until its end; then take the next client.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        String host = System.getenv("DRILL_HOST");
        int port = Integer.parseInt(System.getenv("DRILL_PORT"));

        // TODO: new ServerSocket. Then again and again: accept, echo until read returns -1, close.
    }
}
