// wirelab: fails prints
// Prints through a writer that keeps its text back until there is much of it, or the program ends.
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A prompt: sends each line that is typed, and prints the server's reply to it. */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 5000;
    static final int PATIENCE = 5000; // milliseconds

    public static void main(String[] args) {
        PrintWriter screen = new PrintWriter(System.out);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Socket connection = new Socket()) {
            connection.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
            connection.setSoTimeout(PATIENCE);
            BufferedReader replies = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            OutputStream requests = connection.getOutputStream();
            while (true) {
                screen.print("> ");
                String line = input.readLine();
                if (line == null) { // Ctrl+D, or the end of a file
                    screen.flush();
                    return;
                }
                requests.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                String reply = replies.readLine();
                if (reply == null) {
                    throw new EOFException("the server closed the connection");
                }
                screen.println("Server response: " + reply);
                if (line.equalsIgnoreCase("exit")) {
                    screen.flush();
                    return;
                }
            }
        } catch (IOException error) {
            System.err.println("no answer from " + HOST + ":" + PORT + ": " + error.getMessage());
            System.exit(1);
        }
    }
}
