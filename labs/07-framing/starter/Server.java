import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Echo server for frames: a length of four bytes, big-endian, and then that many bytes. */
class Server {
    static final int PORT = 10101;
    static final int LONGEST = 1048576; // bytes of a message

    public static void main(String[] args) throws IOException {
        try (ServerSocket listener = new ServerSocket(PORT, 16, InetAddress.getByName("127.0.0.1"))) {
            System.out.println("listening on port " + PORT);
            while (true) {
                try (Socket connection = listener.accept()) {
                    serve(connection);
                } catch (IOException error) {
                    // The end of this client; the next one shall still be served.
                    System.out.println(error.getMessage());
                }
            }
        }
    }

    /** Sends back each message of a client until it ends the connection. */
    static void serve(Socket connection) throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        OutputStream out = connection.getOutputStream();
        while (true) {
            byte[] header = in.readNBytes(4);
            if (header.length == 0) { // the stream ends between two frames, as it should
                return;
            }
            // YOUR PART: are there four bytes, and which number are they (ByteBuffer.wrap(header).getInt(), which has a sign)?
            // Refuse what is above LONGEST (throw a ProtocolException), receive the message (readFully), send back both.
        }
    }
}
