// wirelab: fails refused
// Says that it cannot connect, and ends as if all had gone well.
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A prompt: sends each line that is typed, and prints the server's reply to it. */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 5000;
    static final int PATIENCE = 5000; // milliseconds

    public static void main(String[] args) {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Socket connection = new Socket()) {
            connection.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
            connection.setSoTimeout(PATIENCE);
            BufferedReader replies = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            OutputStream requests = connection.getOutputStream();
            while (true) {
                System.out.print("> ");
                System.out.flush();
                String line = input.readLine();
                if (line == null) { // Ctrl+D, or the end of a file
                    return;
                }
                requests.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                String reply = replies.readLine();
                if (reply == null) {
                    throw new EOFException("the server closed the connection");
                }
                System.out.println("Server response: " + reply);
                if (line.equalsIgnoreCase("exit")) {
                    return;
                }
            }
        } catch (ConnectException error) {
            System.out.println("the server is not running");
        } catch (IOException error) {
            System.err.println("no answer from " + HOST + ":" + PORT + ": " + error.getMessage());
            System.exit(1);
        }
    }
}
