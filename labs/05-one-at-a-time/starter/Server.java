import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Echoes lines to one client at a time; the others wait in the queue of the system. */
class Server {
    static final int PORT = 5000;
    static final int SILENCE = 5000; // milliseconds that a client may say nothing while others wait
    static final int LONGEST = 1000; // bytes of a line
    static final int QUEUE = 16; // so many may wait

    public static void main(String[] args) throws IOException {
        try (ServerSocket listener = new ServerSocket(PORT, QUEUE, InetAddress.getByName("127.0.0.1"))) {
            System.out.println("listening on port " + PORT);
            while (true) {
                // YOUR PART: give the client SILENCE milliseconds, serve it, and close its connection also when that fails.
                listener.accept();
            }
        }
    }

    /** Echoes each line until the client ends its direction. */
    static void serve(Socket connection) throws IOException {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        OutputStream out = connection.getOutputStream();
        // YOUR PART: send back each line.
    }

    /** The next line with its line feed; null at the end of the stream, where what has no line feed is no line. */
    static byte[] readLine(InputStream in) throws IOException {
        // YOUR PART: read byte by byte into a ByteArrayOutputStream, up to the line feed. A line may not grow for ever.
        return null;
    }
}
