// tcp6-hello: connect, send the token, print the whole answer.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        String host = System.getenv("DRILL_HOST");
        int port = Integer.parseInt(System.getenv("DRILL_PORT"));
        String token = System.getenv("DRILL_TOKEN");

        // TODO: connect over IPv6, write, then read until it returns -1. Print what came, and nothing else.
    }
}
