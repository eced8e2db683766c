// wirelab: fails server-closes
// Waits for the thread of the keyboard when the server has closed.
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
            Thread keyboard = new Thread(() -> send(connection));
            keyboard.start();
            // As bytes: where lines end is left to both sides.
            InputStream in = connection.getInputStream();
            byte[] buffer = new byte[4096];
            int got;
            while ((got = in.read(buffer)) >= 0) {
                System.out.write(buffer, 0, got);
                System.out.flush();
            }
            System.err.println("the server has closed the connection");
        } catch (IOException error) {
            System.err.println("no chat with " + HOST + ":" + PORT + ": " + error.getMessage());
            System.exit(1);
        }
    }

    /** Sends what is typed, beside the thread that prints what comes. */
    static void send(Socket connection) {
        try {
            byte[] buffer = new byte[4096];
            int got;
            while ((got = System.in.read(buffer)) >= 0) {
                connection.getOutputStream().write(buffer, 0, got);
            }
            connection.shutdownOutput(); // nothing more will be typed, but answers may still come
        } catch (IOException error) {
            System.err.println("not sent: " + error.getMessage()); // the other thread sees why
        }
    }
}
