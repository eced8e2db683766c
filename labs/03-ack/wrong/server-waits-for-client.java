// wirelab: fails stops
// Waits until it has served its clients to their end before it stops.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Acknowledges every line that a client sends; the line exit ends its connection. */
class Server {
    static final int PORT = 5000;

    public static void main(String[] args) throws IOException {
        Thread server = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.join();
            } catch (InterruptedException error) {
                System.out.println(error.getMessage());
            }
        }));
        try (ServerSocket listener = new ServerSocket(PORT, 16, InetAddress.getByName("127.0.0.1"))) {
            System.out.println("listening on port " + PORT);
            while (true) {
                try (Socket connection = listener.accept()) {
                    serve(connection);
                } catch (IOException error) {
                    // This client has broken off; the next one shall still be served.
                    System.out.println(error.getMessage());
                }
            }
        }
    }

    /** Serves one client until it says exit or ends the connection. */
    static void serve(Socket connection) throws IOException {
        // readLine reads on until a whole line is there. In this charset every byte is a character.
        BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = connection.getOutputStream();
        byte[] reply = "Message received\n".getBytes(StandardCharsets.UTF_8);
        String line;
        while ((line = in.readLine()) != null) {
            out.write(reply);
            if (line.equalsIgnoreCase("exit")) {
                return;
            }
        }
    }
}
