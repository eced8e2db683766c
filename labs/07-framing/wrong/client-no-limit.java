// wirelab: fails too-long
// Takes a message of any length.
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends each line of its input in a frame, and prints what comes back. */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 10101;
    static final int PATIENCE = 5000; // milliseconds
    static final int LONGEST = 1048576; // bytes of a message

    public static void main(String[] args) {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Socket connection = new Socket()) {
            connection.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
            connection.setSoTimeout(PATIENCE);
            DataInputStream in = new DataInputStream(connection.getInputStream());
            DataOutputStream out = new DataOutputStream(connection.getOutputStream());
            String line;
            while ((line = input.readLine()) != null) {
                byte[] message = line.getBytes(StandardCharsets.UTF_8);
                out.writeInt(message.length);
                out.write(message);
                // An int has a sign in Java: what is above 2147483647 looks negative.
                int size = in.readInt();
                if (size < 0) {
                    throw new ProtocolException("a message of " + Integer.toUnsignedString(size) + " bytes is announced, the limit is " + LONGEST);
                }
                byte[] echo = new byte[size];
                in.readFully(echo);
                output.println("Came back: " + new String(echo, StandardCharsets.UTF_8));
            }
        } catch (IOException error) {
            System.err.println("no echo from " + HOST + ":" + PORT + ": " + error);
            System.exit(1);
        }
    }
}
