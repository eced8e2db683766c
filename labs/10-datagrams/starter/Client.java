import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
        // YOUR PART: print the two lines of the summary. What if no reply came at all?
        System.exit(1);
    }

    /** Sends the message, and returns the milliseconds until its reply was there: LOST if they are too many. */
    static double ping(DatagramSocket pinger, byte[] message) throws IOException {
        long begin = System.nanoTime();
        pinger.send(new DatagramPacket(message, message.length, SERVER));
        // YOUR PART: receive (setSoTimeout, receive) until this very message is back from the server, or PATIENCE is over
        // since `begin`. What else may come in between? How much of the second is left then?
        return LOST;
    }
}
