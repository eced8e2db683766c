// wirelab: fails unknown-quantity
// Expects only quantities that exist: for others the array has no place, and the connection ends.
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A gateway: acknowledges the readings of devices, counts each of them once, and raises alarms. */
class Server {
    static final int PORT = 7000;
    static final int READING_SIZE = 10;
    static final byte ACKNOWLEDGED = 1;
    static final byte ALARM = 2;
    static final byte ALARM_OVER = 3;
    static final byte NO_READING = 4;

    /** In thousandths, by the number of the quantity. The unit of each quantity has the same number. */
    static final int[] LIMITS = {0, 60_000, 90_000, 1_100_000, 250_000};

    /** What is known of one device, whatever connection it uses. */
    static class Device {
        int last = -1; // the sequence number of its last reading
        final Set<Integer> alarms = new HashSet<>(); // its quantities that are above their limit
    }

    static final Map<Integer, Device> devices = new HashMap<>();

    /** What the gateway says to one message. Synchronized: each connection has a thread, and all use the one table. */
    static synchronized byte[] repliesTo(byte[] message) {
        ByteBuffer replies = ByteBuffer.allocate(32); // big-endian, unless it is told otherwise
        if (message.length != READING_SIZE) {
            return noReading(replies, Math.min(message.length, READING_SIZE));
        }
        ByteBuffer reading = ByteBuffer.wrap(message);
        int number = Short.toUnsignedInt(reading.getShort());
        int sequence = Short.toUnsignedInt(reading.getShort());
        int quantity = Byte.toUnsignedInt(reading.get());
        int unit = Byte.toUnsignedInt(reading.get());
        int value = reading.getInt();
        if (unit != quantity) {
            return noReading(replies, 5);
        }
        Device device = devices.computeIfAbsent(number, unknown -> new Device());
        boolean repeated = sequence == device.last;
        replies.putShort((short) 6).put(ACKNOWLEDGED).putShort((short) number).putShort((short) sequence).put((byte) (repeated ? 1 : 0));
        if (!repeated) {
            device.last = sequence;
            boolean above = value > LIMITS[quantity];
            if (above != device.alarms.contains(quantity)) { // it has passed the limit, up or down
                if (above) {
                    device.alarms.add(quantity);
                } else {
                    device.alarms.remove(quantity);
                }
                replies.putShort((short) 14).put(above ? ALARM : ALARM_OVER).putShort((short) number).putShort((short) sequence);
                replies.put((byte) quantity).putInt(value).putInt(LIMITS[quantity]);
            }
        }
        return Arrays.copyOf(replies.array(), replies.position());
    }

    static byte[] noReading(ByteBuffer replies, int offset) {
        replies.putShort((short) 3).put(NO_READING).putShort((short) offset);
        return Arrays.copyOf(replies.array(), replies.position());
    }

    /** A thread: serves one connection until the device ends it. */
    static void serve(Socket connection) {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            while (true) {
                byte[] message = new byte[in.readUnsignedShort()];
                in.readFully(message); // reads on until all of it is there
                connection.getOutputStream().write(repliesTo(message));
            }
        } catch (EOFException end) {
            // The device has ended its direction, and the connection is closed.
        } catch (IOException error) {
            // This device has broken off; the others have threads of their own.
            System.out.println(error.getMessage());
        }
    }

    public static void main(String[] args) throws IOException {
        try (ServerSocket listener = new ServerSocket(PORT, 128, InetAddress.getByName("127.0.0.1"))) {
            System.out.println("listening on port " + PORT);
            while (true) {
                Socket connection = listener.accept();
                new Thread(() -> serve(connection)).start();
            }
        }
    }
}
