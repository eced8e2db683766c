import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Has three conversations with the server at the same time, one on each of three connections. */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 65432;
    static final char END = '\n'; // of a message
    static final int PATIENCE = 5000; // milliseconds
    static final List<String> NAMES = List.of("ann", "bob", "cleo");
    static volatile boolean failed;

    public static void main(String[] args) {
        List<Socket> connections = new ArrayList<>();
        try {
            for (String name : NAMES) {
                Socket connection = new Socket();
                connection.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
                connection.setSoTimeout(PATIENCE);
                connections.add(connection);
            }
        } catch (IOException error) {
            System.err.println("cannot connect to " + HOST + ":" + PORT + ": " + error.getMessage());
            System.exit(1);
        }
        // YOUR PART (2): this is one conversation after another. Let a thread have each, and wait for all three.
        for (int i = 0; i < connections.size(); i++) {
            talk(NAMES.get(i), connections.get(i));
        }
        System.exit(failed ? 1 : 0);
    }

    /** Sends the messages of one conversation, each when the echo of the one before is there. */
    static void talk(String name, Socket connection) {
        try (connection) {
            InputStream echoes = new BufferedInputStream(connection.getInputStream());
            OutputStream requests = connection.getOutputStream();
            for (String message : List.of("Hello from " + name, "How are you?", "Goodbye")) {
                // YOUR PART (1): send the message with its end, wait for the echo (readMessage), and print it behind the name.
            }
        } catch (IOException error) {
            failed = true;
            System.err.println(name + ": no echo: " + error.getMessage());
        }
    }

    /** Reads on until a whole message is there, however it arrives, and returns it without its end. */
    static String readMessage(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int next;
        while ((next = in.read()) != END) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            message.write(next);
        }
        return message.toString(StandardCharsets.UTF_8);
    }
}
