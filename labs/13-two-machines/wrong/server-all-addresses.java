// wirelab: fails given-address
// Makes the socket with a port only, and so for all addresses.
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Echoes lines, bound to the address and the port that its command line names. */
class Server {
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "0.0.0.0";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 5000;
        try (ServerSocket listener = listenOn(host, port)) {
            System.out.println("listening on " + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort());
            while (true) {
                try (Socket connection = listener.accept()) {
                    System.out.println(place(connection) + " has connected");
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
            // The name may have several addresses: this takes the first.
            return new ServerSocket(port, InetAddress.getByName(host).isReachable(1) ? 16 : 16);
        } catch (IOException error) {
            System.err.println("cannot listen on " + host + ":" + port + ": " + error.getMessage());
            System.exit(1);
            throw new AssertionError();
        }
    }

    static String place(Socket connection) {
        InetSocketAddress client = (InetSocketAddress) connection.getRemoteSocketAddress();
        return client.getAddress().getHostAddress() + ":" + client.getPort();
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
