import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Echoes lines, bound to the address and the port that its command line names. */
class Server {
    public static void main(String[] args) throws IOException {
        // YOUR PART: take the address and the port from the command line (args), where they are given.
        String host = "127.0.0.1";
        int port = 5000;
        try (ServerSocket listener = listenOn(host, port)) {
            // YOUR PART: say where it listens (getInetAddress, getLocalPort).
            while (true) {
                try (Socket connection = listener.accept()) {
                    // YOUR PART: say where this client is (getRemoteSocketAddress).
                    serve(connection);
                } catch (IOException error) {
                    // This client has broken off; the next one shall still be served.
                    System.out.println(error.getMessage());
                }
            }
        }
    }

    static ServerSocket listenOn(String host, int port) {
        try {
            // YOUR PART: host may be a name.
            return new ServerSocket(port, 16, InetAddress.getLoopbackAddress());
        } catch (IOException error) {
            System.err.println("cannot listen on " + host + ":" + port + ": " + error.getMessage());
            System.exit(1);
            throw new AssertionError();
        }
    }

    /** Sends back what one client sends, until it ends the connection. */
    static void serve(Socket connection) throws IOException {
        byte[] buffer = new byte[4096];
        int got;
        while ((got = connection.getInputStream().read(buffer)) > 0) {
            connection.getOutputStream().write(buffer, 0, got);
        }
    }
}
