// wirelab: fails prints
// Prints through a writer that keeps its text back until there is much of it.
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Echo server: sends back whatever it receives, to one client after another. */
class Server {
    static final int PORT = 65432;
    static final PrintWriter LOG = new PrintWriter(System.out);

    public static void main(String[] args) throws IOException {
        try (ServerSocket listener = new ServerSocket(PORT, 16, InetAddress.getByName("127.0.0.1"))) {
            LOG.println("listening on port " + PORT);
            while (true) {
                try (Socket connection = listener.accept()) {
                    serve(connection);
                } catch (IOException error) {
                    // This client has broken off; the next one shall still be served.
                    LOG.println(error.getMessage());
                }
            }
        }
    }

    /** Sends back what comes until the client ends the connection. */
    static void serve(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        OutputStream out = connection.getOutputStream();
        byte[] buffer = new byte[4096];
        int got;
        while ((got = in.read(buffer)) >= 0) {
            out.write(buffer, 0, got);
        }
    }
}
