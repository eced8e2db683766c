import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Echo client: sends one message, prints what comes back. */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 65432;
    static final int PATIENCE = 5000; // milliseconds

    public static void main(String[] args) {
        byte[] message = "Hello from client!".getBytes(StandardCharsets.UTF_8);
        try (Socket connection = new Socket()) {
            connection.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
            connection.setSoTimeout(PATIENCE);
            // YOUR PART: send the message, receive until the whole echo is there, and print it.
            // What does read return when the server has closed?
        } catch (IOException error) {
            System.err.println("no echo from " + HOST + ":" + PORT + ": " + error.getMessage());
            System.exit(1);
        }
    }
}
