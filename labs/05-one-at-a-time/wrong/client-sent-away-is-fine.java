// wirelab: fails sent-away
// Takes it for the regular end when the server closes after an echo.
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends each line of its input, and prints the echo. It may have to wait in a queue for its turn. */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 5000;
    static final int PATIENCE = 10_000; // milliseconds: longer than the server's, so that a silent client ahead is sent away first

    public static void main(String[] args) {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Socket connection = new Socket()) {
            // As soon as this has returned we are connected, which does not mean that it is our turn.
            connection.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
            connection.setSoTimeout(PATIENCE);
            OutputStream requests = connection.getOutputStream();
            String line;
            boolean isFirst = true;
            while ((line = input.readLine()) != null) {
                byte[] request = (line + "\n").getBytes(StandardCharsets.UTF_8);
                requests.write(request);
                String echo = receive(connection.getInputStream(), request.length, isFirst);
                isFirst = false;
                System.out.print("Received from server: " + echo);
                System.out.flush();
            }
        } catch (IOException error) {
            System.err.println("no echo from " + HOST + ":" + PORT + ": " + error.getMessage());
            System.exit(1);
        }
    }

    /** An echo is as long as what was sent; one read may return less. */
    static String receive(InputStream echoes, int size, boolean isFirst) throws IOException {
        byte[] echo = echoes.readNBytes(size);
        if (echo.length == 0 && !isFirst) {
            System.out.println("the server has ended the conversation");
            System.exit(0);
        }
        if (echo.length < size) {
            throw new EOFException("the server closed the connection");
        }
        return new String(echo, StandardCharsets.UTF_8);
    }
}
