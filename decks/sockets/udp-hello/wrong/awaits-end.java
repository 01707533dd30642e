// Waits for the end of something that has none.
import java.io.*;
import java.net.*;

public class Main {
    public static void main(String[] args) throws IOException {
        InetAddress host = InetAddress.getByName(System.getenv("DRILL_HOST"));
        int port = Integer.parseInt(System.getenv("DRILL_PORT"));
        byte[] token = System.getenv("DRILL_TOKEN").getBytes();

        try (DatagramSocket mine = new DatagramSocket()) {
            mine.send(new DatagramPacket(token, token.length, host, port));

            DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
            do {
                mine.receive(answer);
                System.out.write(answer.getData(), 0, answer.getLength());
                System.out.flush();
            } while (answer.getLength() > 0);
        }
    }
}
