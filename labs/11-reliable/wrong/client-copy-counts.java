// wirelab: fails copies
// A second copy of an acknowledgement counts as that of the next message.
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sends its standard input over UDP, by go-back-N: java Client [WINDOW [TIMEOUT]] &lt; FILE */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 12001;
    static final int HEADER = 3;
    static final int PIECE = 100; // bytes of data in a message
    static final int TRIES = 20;

    final DatagramSocket road;
    final List<byte[]> messages;
    final int window;
    final int timeout;
    int base = 0; // so many are acknowledged
    int sent = 0; // so many have been sent at least once
    int datagrams = 0;

    Client(DatagramSocket road, List<byte[]> messages, int window, int timeout) {
        this.road = road;
        this.messages = messages;
        this.window = window;
        this.timeout = timeout;
    }

    static byte sum(byte[] bytes, int length) {
        byte sum = 0; // one byte: it counts modulo 256
        for (int i = 0; i < length; i++) sum += bytes[i];
        return sum;
    }

    static byte[] packet(char type, int number, byte[] data) {
        byte[] packet = new byte[HEADER + data.length];
        packet[0] = (byte) type;
        packet[1] = (byte) number;
        System.arraycopy(data, 0, packet, HEADER, data.length);
        packet[2] = (byte) -sum(packet, packet.length);
        return packet;
    }

    /** How many of the messages from base to sent this datagram acknowledges. */
    int newlyAcknowledged(DatagramPacket datagram) {
        byte[] bytes = datagram.getData();
        if (datagram.getLength() != HEADER || bytes[0] != 'A' || sum(bytes, HEADER) != 0) return 0;
        int ahead = (bytes[1] - base) & 0xff;
        return ahead == 0 ? 1 : ahead <= sent - base ? ahead : 0;
    }

    void send(int index) throws IOException {
        datagrams++;
        try {
            road.send(new DatagramPacket(messages.get(index), messages.get(index).length));
        } catch (PortUnreachableException error) {
            // Nobody listens, or not yet: it is lost like others.
        }
    }

    /** Waits until something new is acknowledged, or the time is over. */
    boolean isAcknowledged() throws IOException {
        long deadline = System.nanoTime() + timeout * 1_000_000L;
        for (long left; (left = (deadline - System.nanoTime()) / 1_000_000) > 0;) {
            DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
            road.setSoTimeout((int) left);
            try {
                road.receive(datagram);
            } catch (SocketTimeoutException | PortUnreachableException error) {
                continue; // it looks at the time
            }
            int count = newlyAcknowledged(datagram);
            base += count;
            if (count > 0) return true;
        }
        return false;
    }

    /** True when all has arrived. */
    boolean transfer() throws IOException {
        int tries = 1;
        while (base < messages.size()) {
            while (sent < base + window && sent < messages.size()) send(sent++);
            if (isAcknowledged()) {
                tries = 1;
            } else if (tries++ == TRIES) {
                return false;
            } else {
                for (int index = base; index < sent; index++) send(index); // back to the oldest
            }
        }
        return true;
    }

    public static void main(String[] args) throws IOException {
        int window = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        int timeout = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        byte[] text = System.in.readAllBytes();
        List<byte[]> messages = new ArrayList<>();
        for (int at = 0; at < text.length; at += PIECE) {
            messages.add(packet('D', messages.size(), Arrays.copyOfRange(text, at, Math.min(at + PIECE, text.length))));
        }
        messages.add(packet('E', messages.size(), new byte[0]));
        try (DatagramSocket road = new DatagramSocket()) {
            road.connect(InetAddress.getByName(HOST), PORT);
            Client client = new Client(road, messages, window, timeout);
            if (!client.transfer()) {
                System.err.println("no answer from " + HOST + ":" + PORT + ": a message was sent " + TRIES + " times, and nothing was acknowledged");
                System.exit(1);
            }
            System.out.println(messages.size() + " messages in " + client.datagrams + " datagrams");
        }
    }
}
