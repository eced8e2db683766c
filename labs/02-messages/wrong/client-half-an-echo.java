// wirelab: fails cut-off
// Looks whether an echo has come, and takes half a one for the end of the conversation.
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Client of an echo server: several messages on one connection, one by one and then all at once. */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 65432;
    static final int PATIENCE = 5000; // milliseconds
    static final String[] MESSAGES = { "Hello", "How are you?", "Goodbye" };

    public static void main(String[] args) {
        try (Socket connection = new Socket()) {
            connection.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
            connection.setSoTimeout(PATIENCE);
            InputStream in = connection.getInputStream();
            OutputStream out = connection.getOutputStream();
            for (String message : MESSAGES) {
                out.write(message.getBytes(StandardCharsets.UTF_8));
                printEcho(in, message);
            }
            for (String message : MESSAGES) {
                out.write(message.getBytes(StandardCharsets.UTF_8));
            }
            for (String message : MESSAGES) {
                printEcho(in, message);
            }
        } catch (IOException error) {
            System.err.println("no echo from " + HOST + ":" + PORT + ": " + error.getMessage());
            System.exit(1);
        }
    }

    /** An echo is as long as its message: so the client knows where it ends. */
    static void printEcho(InputStream in, String message) throws IOException {
        int size = message.getBytes(StandardCharsets.UTF_8).length;
        // One read may return less; this one waits until there is as much or the stream has ended.
        byte[] echo = in.readNBytes(size);
        if (echo.length == 0) {
            throw new EOFException("the server closed the connection too early");
        }
        System.out.println("Received from server: " + new String(echo, StandardCharsets.UTF_8));
        if (echo.length < size) {
            System.exit(0);
        }
    }
}
