import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends the lines of its input and prints their echoes. Says what goes wrong, each in a way of its own. */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 65432;
    static final int PATIENCE = 5000; // milliseconds
    static final int REFUSED = 2, CLOSED = 3, RESET = 4, NO_ANSWER = 5; // exit codes

    public static void main(String[] args) {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.ISO_8859_1));
        try (Socket connection = connect()) {
            BufferedReader echoes = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream requests = connection.getOutputStream();
            String line;
            while ((line = input.readLine()) != null) {
                requests.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
                String echo = echoes.readLine(); // careful: it also returns what stands before the end of the stream
                if (echo == null) {
                    throw new EOFException();
                }
                // YOUR PART (2): print the echo.
            }
        } catch (ConnectException error) {
            fail(REFUSED, "refused: nobody listens there");
        } catch (EOFException error) {
            fail(CLOSED, "closed by the server before the echo was there");
        } catch (IOException error) {
            // YOUR PART (3): a broken connection (SocketException), and no answer in time (SocketTimeoutException).
            fail(1, error.getMessage());
        }
    }

    static Socket connect() throws IOException {
        // YOUR PART (1): where it is refused, wait (Thread.sleep) and try again with a new socket.
        Socket connection = new Socket();
        connection.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
        connection.setSoTimeout(PATIENCE);
        return connection;
    }

    static void fail(int code, String why) {
        System.err.println(HOST + ":" + PORT + ": " + why);
        System.exit(code);
    }
}
