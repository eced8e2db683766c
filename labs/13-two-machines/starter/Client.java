import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends each line of its input to an echo server and prints the echo; where it cannot, it tells why. */
class Client {
    static final int PATIENCE = 5000; // milliseconds
    static String host = "127.0.0.1";
    static int port = 5000;

    public static void main(String[] args) {
        // YOUR PART: take the host and the port from the command line (args), where they are given.
        try (Socket connection = connected()) {
            talk(connection);
        } catch (IOException error) {
            // YOUR PART: which exception is it? Print it, for each of the cases that `wirelab run 13` shows.
            System.out.println(error);
            fail("closed", 1);
        }
    }

    static Socket connected() throws IOException {
        // YOUR PART: it may take PATIENCE, and host may be a name with several addresses (InetAddress.getAllByName).
        return new Socket(host, port);
    }

    static void talk(Socket connection) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        BufferedReader echoes = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = connection.getOutputStream();
        String line;
        while ((line = input.readLine()) != null) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            String echo = echoes.readLine();
            if (echo == null) {
                fail("closed", 1);
            }
            System.out.println(echo);
        }
    }

    static void fail(String cause, int code) {
        System.err.println("cannot reach " + host + ":" + port + ": " + cause);
        System.exit(code);
    }
}
