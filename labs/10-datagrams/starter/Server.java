import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** Echo server over UDP: sends each datagram back to where it came from. */
class Server {
    static final int PORT = 12000;
    static final int LARGEST = 65535; // bytes; no datagram is longer

    public static void main(String[] args) throws IOException {
        try (DatagramSocket server = new DatagramSocket(PORT, InetAddress.getByName("127.0.0.1"))) {
            System.out.println("listening on port " + PORT);
            byte[] buffer = new byte[LARGEST];
            while (true) {
                // A new packet each time: receive sets its length and its address.
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                try {
                    server.receive(packet);
                    // YOUR PART: send it back to where it came from. Which address and which length has the packet now?
                } catch (IOException error) {
                    // Nobody can be answered there; the others shall still be served.
                    System.out.println(error.getMessage());
                }
            }
        }
    }
}
