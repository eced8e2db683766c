import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Echoes lines to many clients, whatever becomes of them, and stops in order when it is told to. */
class Server {
    static final int PORT = 65432;
    static final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    public static void main(String[] args) {
        try (ServerSocket listener = new ServerSocket(PORT, 128, InetAddress.getByName("127.0.0.1"))) {
            // YOUR PART (2): Runtime.getRuntime().addShutdownHook(thread) has a thread run when a signal comes. It closes the
            // listener, lets the clients finish, and ends with Runtime.getRuntime().halt(0): the exit code would be 143 otherwise.
            while (true) {
                Socket connection = listener.accept();
                clients.add(connection);
                new Thread(() -> serve(connection)).start();
            }
        } catch (IOException error) {
            System.err.println("cannot listen on port " + PORT + ": " + error.getMessage());
            System.exit(1);
        }
    }

    /** Serves one client until it ends its connection or breaks it off. */
    static void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next;
            while ((next = in.read()) >= 0) {
                line.write(next);
                // YOUR PART (1): at a line feed, send the line and begin the next one.
            }
        } catch (IOException error) {
            System.out.println("a client broke off: " + error.getMessage());
        } finally {
            clients.remove(connection);
        }
    }
}
