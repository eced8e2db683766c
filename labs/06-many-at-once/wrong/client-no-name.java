// wirelab: fails prints
// Prints the echo without the name of the connection.
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
    static final int PATIENCE = 5000; // milliseconds
    static final List<String> NAMES = List.of("ann", "bob", "cleo");
    static volatile boolean failed;

    public static void main(String[] args) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        try {
            for (String name : NAMES) {
                Socket connection = new Socket();
                connection.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
                connection.setSoTimeout(PATIENCE);
                threads.add(new Thread(() -> talk(name, connection)));
            }
        } catch (IOException error) {
            System.err.println("cannot connect to " + HOST + ":" + PORT + ": " + error.getMessage());
            System.exit(1);
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.exit(failed ? 1 : 0);
    }

    /** Sends the lines of one conversation, each when the echo of the one before is there. */
    static void talk(String name, Socket connection) {
        try (connection) {
            InputStream echoes = new BufferedInputStream(connection.getInputStream());
            OutputStream requests = connection.getOutputStream();
            for (String line : List.of("Hello from " + name, "How are you?", "Goodbye")) {
                requests.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                System.out.println(readLine(echoes));
            }
        } catch (IOException error) {
            failed = true;
            System.err.println(name + ": no echo: " + error.getMessage());
        }
    }

    /** Reads on until a whole line is there, however it arrives. */
    static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next;
        while ((next = in.read()) != '\n') {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
