// wirelab: fails never-answers
// Has a timeout for connecting, and none for reading.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** Sends each line of its input to an echo server and prints the echo; where it cannot, it tells why. */
class Client {
    static final int PATIENCE = 5000; // milliseconds
    static String host = "127.0.0.1";
    static int port = 5000;

    public static void main(String[] args) {
        if (args.length > 0) {
            host = args[0];
        }
        if (args.length > 1) {
            port = Integer.parseInt(args[1]);
        }
        try (Socket connection = connected()) {
            talk(connection);
        } catch (UnknownHostException error) { // the name has no address: nothing has been sent yet
            fail("unknown name", 6);
        } catch (NoRouteToHostException error) {
            fail("unreachable", 4);
        } catch (SocketTimeoutException error) { // nothing came back
            fail("no answer", 5);
        } catch (ConnectException error) { // the machine is there, and nobody listens
            fail("refused", 3);
        } catch (IOException error) {
            // For ENETUNREACH Java has no exception of its own.
            if (String.valueOf(error.getMessage()).contains("unreachable")) {
                fail("unreachable", 4);
            }
            fail("closed", 1);
        }
    }

    /** Tries all addresses of the host; a socket can be connected only once. */
    static Socket connected() throws IOException {
        IOException problem = new UnknownHostException(host);
        for (InetAddress address : InetAddress.getAllByName(host)) {
            Socket connection = new Socket();
            try {
                connection.connect(new InetSocketAddress(address, port), PATIENCE);
                return connection;
            } catch (IOException error) {
                connection.close();
                problem = error;
            }
        }
        throw problem;
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
