// wirelab: fails again
// Asks, and ends whatever the answer is.
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Has a sentence reversed by the server, as often as the user wants. */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 12345;
    static final int PATIENCE = 5000; // milliseconds
    static final String SENTENCE = "shaurya says geeksforgeeks";

    public static void main(String[] args) {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        try (Socket connection = new Socket()) {
            connection.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
            connection.setSoTimeout(PATIENCE);
            BufferedReader replies = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            OutputStream requests = connection.getOutputStream();
            String answer; // null when there is no more input
            {
                requests.write((SENTENCE + "\n").getBytes(StandardCharsets.UTF_8));
                String reply = replies.readLine();
                if (reply == null) {
                    throw new EOFException("the server closed the connection");
                }
                System.out.println("Received from the server : " + reply);
                System.out.print("Do you want to continue(y/n) :");
                System.out.flush();
                answer = input.readLine();
            }
        } catch (IOException error) {
            System.err.println("no answer from " + HOST + ":" + PORT + ": " + error.getMessage());
            System.exit(1);
        }
    }
}
