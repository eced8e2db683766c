// wirelab: fails two-in-a-row
// Waits for something from the network and for something from the keyboard in turn.
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A chat client: prints what comes and sends what is typed, whichever is first. */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 1026;
    static final int PATIENCE = 5000; // milliseconds

    public static void main(String[] args) {
        try (Socket connection = new Socket()) {
            connection.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
            // As bytes: where lines end is left to both sides.
            InputStream in = connection.getInputStream();
            byte[] buffer = new byte[4096];
            byte[] line = new byte[4096];
            int got;
            while ((got = in.read(buffer)) >= 0) {
                System.out.write(buffer, 0, got);
                System.out.flush();
                int typed = System.in.read(line);
                if (typed > 0) {
                    connection.getOutputStream().write(line, 0, typed);
                }
            }
            System.err.println("the server has closed the connection");
        } catch (IOException error) {
            System.err.println("no chat with " + HOST + ":" + PORT + ": " + error.getMessage());
            System.exit(1);
        }
    }
}
