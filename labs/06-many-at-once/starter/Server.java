import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Echoes messages to many clients at the same time, with a thread for each, and says how many there are. */
class Server {
    static final int PORT = 65432;
    static final char END = '\n'; // of a message
    // YOUR PART (2): how many clients there are, and a synchronized method that changes the number and prints it.

    public static void main(String[] args) throws IOException {
        try (ServerSocket listener = new ServerSocket(PORT, 128, InetAddress.getByName("127.0.0.1"))) {
            while (true) {
                Socket connection = listener.accept();
                // YOUR PART (1): this serves one client at a time. Let a thread do it for each, and go on accepting.
                serve(connection);
            }
        }
    }

    /** Serves one client until it ends its connection or breaks it off. */
    static void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            ByteArrayOutputStream message = new ByteArrayOutputStream(); // each client has its own
            int next;
            while ((next = in.read()) >= 0) {
                message.write(next);
                if (next == END) {
                    message.writeTo(out);
                    message.reset();
                }
            }
        } catch (IOException error) {
            System.out.println("a client broke off: " + error.getMessage());
        }
    }
}
