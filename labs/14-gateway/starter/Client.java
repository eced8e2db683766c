import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Device 7: sends each temperature of its standard input to the gateway, until it is acknowledged. */
class Client {
    static final String HOST = "127.0.0.1";
    static final int PORT = 7000;

    static final short DEVICE = 7;
    static final byte TEMPERATURE = 1;
    static final byte CELSIUS = 1;
    static final int ACKNOWLEDGED = 1;
    static final int ALARM = 2;
    static final int ALARM_OVER = 3;
    static final int NO_READING = 4;

    // The first byte of each field: of a reading, of an acknowledgement, of an alarm and its end.
    static final int DEVICE_AT = 0, SEQUENCE_AT = 2, QUANTITY_AT = 4, UNIT_AT = 5, VALUE_AT = 6;
    static final int ACKNOWLEDGED_DEVICE_AT = 1, ACKNOWLEDGED_SEQUENCE_AT = 3;
    static final int ALARM_DEVICE_AT = 1, ALARM_SEQUENCE_AT = 3, ALARM_QUANTITY_AT = 5, ALARM_VALUE_AT = 6;

    static final int PATIENCE = 3000; // milliseconds until a reading counts as lost
    static final int TRIES = 3;
    static final int PAUSE = 1000; // milliseconds before it connects anew

    static Socket connection; // null: there is none

    static void connect() throws IOException {
        Socket socket = new Socket();
        connection = socket;
        socket.connect(new InetSocketAddress(HOST, PORT), PATIENCE);
        socket.setSoTimeout(PATIENCE);
    }

    static void close() {
        try {
            connection.close();
        } catch (IOException gone) {
            // Then it is closed, too.
        }
        connection = null;
    }

    /** Sends a reading with its length. */
    static void send(byte[] reading) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(ByteBuffer.allocate(2 + reading.length).putShort((short) reading.length).put(reading).array());
    }

    /** The next message; an exception when none comes in time, or none can come any more. */
    static ByteBuffer receive() throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        byte[] message = new byte[in.readUnsignedShort()];
        in.readFully(message); // reads on until all of it is there
        return ByteBuffer.wrap(message); // big-endian, unless it is told otherwise
    }

    static void fail(String why) {
        System.err.println(why);
        System.exit(1);
    }

    // YOUR PART: print what a reply says that is no acknowledgement. Wait until a reading is acknowledged. Send a reading until
    // that is so: where it fails, close the connection, pause, connect anew, and send the same again.
    static void show(ByteBuffer reply) {
    }

    /** Sends a reading until it is acknowledged. */
    static void deliver(byte[] reading, int sequence) throws InterruptedException {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int sequence = 0;
        String line;
        while ((line = input.readLine()) != null) {
            double celsius;
            try {
                celsius = Double.parseDouble(line);
            } catch (NumberFormatException error) {
                celsius = Double.NaN;
            }
            if (!(Math.abs(celsius) < 2_000_000)) {
                System.err.println("\"" + line + "\" is no temperature");
                continue;
            }
            ByteBuffer reading = ByteBuffer.allocate(10);
            reading.putShort(DEVICE_AT, DEVICE).putShort(SEQUENCE_AT, (short) sequence).put(QUANTITY_AT, TEMPERATURE).put(UNIT_AT, CELSIUS);
            reading.putInt(VALUE_AT, (int) Math.round(celsius * 1000));
            deliver(reading.array(), sequence);
            sequence = (sequence + 1) % 65536;
        }
        if (connection != null) {
            connection.shutdownOutput(); // nothing more comes; the gateway may still have something to say
            try {
                while (true) {
                    show(receive());
                }
            } catch (IOException end) {
                close();
            }
        }
    }
}
