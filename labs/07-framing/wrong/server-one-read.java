// wirelab: fails cut-body
// Receives the message with a single read.
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

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
            if (header.length < 4) {
                throw new EOFException("the stream ended inside a length");
            }
            // An int has a sign in Java: what is above 2147483647 looks negative.
            int size = ByteBuffer.wrap(header).getInt();
            if (size < 0 || size > LONGEST) {
                throw new ProtocolException("a message of " + Integer.toUnsignedString(size) + " bytes is announced, the limit is " + LONGEST);
            }
            byte[] frame = ByteBuffer.allocate(4 + size).put(header).array();
            if (size > 0 && in.read(frame, 4, size) < size) {
                throw new EOFException("too short");
            }
            out.write(frame);
        }
    }
}
