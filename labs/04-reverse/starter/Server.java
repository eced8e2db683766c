import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers each line with the line reversed, code point by code point. */
class Server {
    static final int PORT = 12345;

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

    /** Serves one client until it ends the connection. */
    static void serve(Socket connection) throws IOException {
        // The reader waits for the rest of a character that was cut, and puts a mark for what is not UTF-8.
        BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = connection.getOutputStream();
        String line;
        while ((line = in.readLine()) != null) {
            // YOUR PART: send the line reversed, with a line feed.
        }
    }
}
