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
    static int active; // clients; nobody touches it but count

    public static void main(String[] args) throws IOException {
        try (ServerSocket listener = new ServerSocket(PORT, 128, InetAddress.getByName("127.0.0.1"))) {
            while (true) {
                Socket connection = listener.accept();
                // This thread does nothing but accept: it never waits for a client.
                new Thread(() -> serve(connection)).start();
            }
        }
    }

    /** Changes the number of clients, and says what it is now. Only one thread at a time can be in it. */
    static synchronized void count(int change) {
        active += change;
        System.out.println("Active connections: " + active);
    }

    /** Serves one client until it ends its connection or breaks it off. */
    static void serve(Socket connection) {
        count(+1);
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
        } finally { // however it went
            count(-1);
        }
    }
}
