import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Divides the codeword that a client sends by the key, and says whether there is an error in it. */
class Server {
    static final int PORT = 12345;
    static final String KEY = "1001";
    static final int LONGEST = 65536; // characters of a line

    public static void main(String[] args) throws IOException {
        try (ServerSocket listener = new ServerSocket(PORT, 16, InetAddress.getByName("127.0.0.1"))) {
            System.out.println("listening on port " + PORT);
            while (true) {
                Socket connection = listener.accept();
                // A thread for each client: one that is slow keeps no other waiting.
                new Thread(() -> serve(connection)).start();
            }
        }
    }

    /** Answers one line and closes the connection. */
    static void serve(Socket connection) {
        try (connection) {
            BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = receiveLine(in);
            if (line != null) {
                connection.getOutputStream().write((replyTo(line) + "\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException error) {
            System.out.println(error.getMessage()); // this client has broken off
        }
    }

    /** Reads on until the line feed. null: it did not come, or the line is too long. */
    static String receiveLine(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && line.length() <= LONGEST; next = in.read()) {
            if (next == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) next);
        }
        return null;
    }

    static String replyTo(String line) {
        if (!line.matches("[01]+")) {
            return "error: a codeword is made of 0 and 1";
        }
        if (hasRemainder(line)) {
            return "Error in data";
        }
        return "THANK you Data ->" + line + " Received No error FOUND";
    }

    /** Divides modulo 2, as on paper: the bits become zeros and, at the end, the remainder. */
    static boolean hasRemainder(String line) {
        char[] bits = line.toCharArray();
        for (int i = 0; i + KEY.length() <= bits.length; i++) {
            if (bits[i] == '0') {
                continue;
            }
            for (int j = 0; j < KEY.length(); j++) {
                bits[i + j] = bits[i + j] == KEY.charAt(j) ? '0' : '1';
            }
        }
        return new String(bits).contains("1");
    }
}
