// wirelab: fails cut-off
// Looks whether an echo has come, and not whether it is whole.
import java.io.EOFException;
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
            connection.getOutputStream().write(message);
            // One read may return less; this one waits until there is as much or the stream has ended.
            byte[] reply = connection.getInputStream().readNBytes(message.length);
            if (reply.length == 0) {
                throw new EOFException("the server closed the connection too early");
            }
            System.out.println("Received from server: " + new String(reply, StandardCharsets.UTF_8));
        } catch (IOException error) {
            System.err.println("no echo from " + HOST + ":" + PORT + ": " + error.getMessage());
            System.exit(1);
        }
    }
}
