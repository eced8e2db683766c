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

    // The first byte of each field: of a reading, of an acknowledgement, of an alarm and its end.
    static final int DEVICE_AT = 0, SEQUENCE_AT = 2, QUANTITY_AT = 4, UNIT_AT = 5, VALUE_AT = 6;
    static final int ACKNOWLEDGED_DEVICE_AT = 1, ACKNOWLEDGED_SEQUENCE_AT = 3;
    static final int ALARM_DEVICE_AT = 1, ALARM_SEQUENCE_AT = 3, ALARM_QUANTITY_AT = 5, ALARM_VALUE_AT = 6;

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
        int number = Short.toUnsignedInt(reading.getShort(DEVICE_AT));
        int sequence = Short.toUnsignedInt(reading.getShort(SEQUENCE_AT));
        int quantity = Byte.toUnsignedInt(reading.get(QUANTITY_AT));
        int unit = Byte.toUnsignedInt(reading.get(UNIT_AT));
        int value = reading.getInt(VALUE_AT);
        if (quantity < 1 || quantity >= LIMITS.length) {
            return noReading(replies, 4);
        }
        if (unit != quantity) {
            return noReading(replies, 5);
        }
        Device device = devices.computeIfAbsent(number, unknown -> new Device());
        boolean repeated = sequence == device.last;
        int begin = replies.putShort((short) 6).position();
        replies.put(begin, ACKNOWLEDGED);
        replies.putShort(begin + ACKNOWLEDGED_DEVICE_AT, (short) number).putShort(begin + ACKNOWLEDGED_SEQUENCE_AT, (short) sequence);
        replies.put(begin + 5, (byte) (repeated ? 1 : 0)).position(begin + 6);
        if (!repeated) {
            device.last = sequence;
            boolean above = value > LIMITS[quantity];
            if (above != device.alarms.contains(quantity)) { // it has passed the limit, up or down
                if (above) {
                    device.alarms.add(quantity);
                } else {
                    device.alarms.remove(quantity);
                }
                begin = replies.putShort((short) 14).position();
                replies.put(begin, above ? ALARM : ALARM_OVER);
                replies.putShort(begin + ALARM_DEVICE_AT, (short) number).putShort(begin + ALARM_SEQUENCE_AT, (short) sequence);
                replies.put(begin + ALARM_QUANTITY_AT, (byte) quantity).putInt(begin + ALARM_VALUE_AT, value);
                replies.putInt(begin + 10, LIMITS[quantity]).position(begin + 14);
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
