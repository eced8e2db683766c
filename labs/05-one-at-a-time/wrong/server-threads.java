// wirelab: fails one-at-a-time
// Serves each client in a thread of its own: that is a good server, and not this one.
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
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
                Socket accepted = listener.accept();
                new Thread(() -> {
                    try (Socket connection = accepted) {
                        connection.setSoTimeout(SILENCE);
                        serve(connection);
                    } catch (IOException error) {
                        System.out.println(error.getMessage());
                    }
                }).start();
            }
        }
    }

    /** Echoes each line until the client ends its direction. */
    static void serve(Socket connection) throws IOException {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        OutputStream out = connection.getOutputStream();
        byte[] line;
        while ((line = readLine(in)) != null) {
            out.write(line);
        }
    }

    /** The next line with its line feed; null at the end of the stream, where what has no line feed is no line. */
    static byte[] readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next;
        while ((next = in.read()) >= 0) {
            line.write(next);
            if (next == '\n') {
                return line.toByteArray();
            }
            if (line.size() == LONGEST) {
                throw new IOException("a line of more than " + LONGEST + " bytes");
            }
        }
        return null;
    }
}
