import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Pinger: sends ten datagrams to the echo server, and measures how long each reply takes. */
class Client {
    static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 12000);
    static final int PINGS = 10;
    static final long PATIENCE = 1_000_000_000; // nanoseconds
    static final double LOST = -1;

    public static void main(String[] args) throws IOException {
        List<Double> times = new ArrayList<>();
        try (DatagramSocket pinger = new DatagramSocket()) {
            for (int number = 1; number <= PINGS; number++) {
                String message = "ping " + number;
                double time = ping(pinger, message.getBytes(StandardCharsets.UTF_8));
                if (time == LOST) {
                    System.out.println("Request timed out");
                } else {
                    times.add(time);
                    System.out.printf(Locale.ROOT, "Reply from server: %s (%.3f ms)%n", message, time);
                }
            }
        }
        int received = times.size();
        int lost = PINGS - received;
        System.out.println(PINGS + " sent, " + received + " received, " + lost + " lost (" + 100 * lost / PINGS + " % loss)");
        if (received == 0) {
            System.out.println("round-trip min/avg/max = none");
            System.exit(1);
        }
        double sum = 0;
        for (double time : times) {
            sum += time;
        }
        System.out.printf(Locale.ROOT, "round-trip min/avg/max = %.3f/%.3f/%.3f ms%n", Collections.min(times), sum / received, Collections.max(times));
    }

    /** Sends the message, and returns the milliseconds until its reply was there: LOST if they are too many. */
    static double ping(DatagramSocket pinger, byte[] message) throws IOException {
        long begin = System.nanoTime();
        pinger.send(new DatagramPacket(message, message.length, SERVER));
        byte[] buffer = new byte[65535];
        long left;
        while ((left = begin + PATIENCE - System.nanoTime()) > 0) {
            // In milliseconds, and 0 would mean for ever.
            pinger.setSoTimeout((int) (left / 1_000_000) + 1);
            DatagramPacket reply = new DatagramPacket(buffer, buffer.length);
            try {
                pinger.receive(reply);
            } catch (SocketTimeoutException error) {
                break;
            }
            // Anything else is late, a copy or somebody else's: the rest of the second is still to come.
            boolean isSame = Arrays.equals(message, Arrays.copyOf(buffer, reply.getLength()));
            if (isSame && reply.getSocketAddress().equals(SERVER)) {
                return (System.nanoTime() - begin) / 1e6;
            }
        }
        return LOST;
    }
}
