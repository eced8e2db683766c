import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends a text as a codeword: its bits, and the remainder of their division by the key. */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 12345;
    static final int PATIENCE = 5000; // milliseconds
    static final String KEY = "1001";

    public static void main(String[] args) {
        try (Socket connection = new Socket()) {
            String text = new BufferedReader(new InputStreamReader(System.in)).readLine();
            if (text == null) {
                throw new EOFException("there is no text to send");
            }
            connection.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
            connection.setSoTimeout(PATIENCE);
            connection.getOutputStream().write((codeword(text) + "\n").getBytes(StandardCharsets.US_ASCII));
            // readLine reads on until a whole line is there.
            String reply = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)).readLine();
            if (reply == null) {
                throw new EOFException("the server closed the connection");
            }
            System.out.println(reply);
        } catch (IOException error) {
            System.err.println("no answer from " + HOST + ":" + PORT + ": " + error.getMessage());
            System.exit(1);
        }
    }

    static String codeword(String text) {
        StringBuilder data = new StringBuilder();
        for (char letter : text.toCharArray()) {
            data.append(Integer.toBinaryString(letter));
        }
        return data + remainder(data + "0".repeat(KEY.length() - 1));
    }

    /** Divides modulo 2, as on paper. The remainder is one bit shorter than the key. */
    static String remainder(String text) {
        char[] bits = text.toCharArray();
        for (int i = 0; i + KEY.length() <= bits.length; i++) {
            if (bits[i] == '0') {
                continue;
            }
            for (int j = 0; j < KEY.length(); j++) {
                bits[i + j] = bits[i + j] == KEY.charAt(j) ? '0' : '1';
            }
        }
        return new String(bits).substring(bits.length - KEY.length() + 1);
    }
}
