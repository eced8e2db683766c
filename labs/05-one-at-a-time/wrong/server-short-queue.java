// wirelab: fails five-wait
// Takes the backlog for the number of clients that are served: with 1 only two can wait.
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
    static final int QUEUE = 1; // one at a time

    public static void main(String[] args) throws IOException {
        try (ServerSocket listener = new ServerSocket(PORT, QUEUE, InetAddress.getByName("127.0.0.1"))) {
            System.out.println("listening on port " + PORT);
            while (true) {
                try (Socket connection = listener.accept()) { // the one that has waited longest
                    connection.setSoTimeout(SILENCE);
                    serve(connection);
                } catch (IOException error) {
                    // This client was silent for too long or has broken off; the next one shall still be served.
                    System.out.println(error.getMessage());
                }
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
