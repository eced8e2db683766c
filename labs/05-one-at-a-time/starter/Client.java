import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends each line of its input, and prints the echo. It may have to wait in a queue for its turn. */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 5000;
    static final int PATIENCE = 10_000; // milliseconds: longer than the server's, so that a silent client ahead is sent away first

    public static void main(String[] args) {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Socket connection = new Socket()) {
            // As soon as this has returned we are connected, which does not mean that it is our turn.
            connection.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
            // YOUR PART: a timeout for reading.
            OutputStream requests = connection.getOutputStream();
            String line;
            while ((line = input.readLine()) != null) {
                // YOUR PART: send the line with its line feed, receive its echo, and print it.
            }
        } catch (IOException error) {
            System.err.println("no echo from " + HOST + ":" + PORT + ": " + error.getMessage());
            System.exit(1);
        }
    }

    /** An echo is as long as what was sent; one read may return less. */
    static String receive(InputStream echoes, int size) throws IOException {
        // YOUR PART: what does readNBytes return when the server has closed?
        return "";
    }
}
