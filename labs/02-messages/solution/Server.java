import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Echo server: sends back all that a client sends, message after message, and then serves the next one. */
class Server {
    static final int PORT = 65432;

    public static void main(String[] args) throws IOException {
        try (ServerSocket listener = new ServerSocket(PORT, 16, InetAddress.getByName("127.0.0.1"))) {
            System.out.println("listening on port " + PORT);
            while (true) {
                try (Socket connection = listener.accept()) {
                    serve(connection);
                } catch (IOException error) {
                    // This client has broken off; the next one shall still be served.
                    System.out.println(error.getMessage());
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
