// wirelab: fails left
// Keeps those who have gone in the list, and tells nobody.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/** A chat room: what one member says goes to everybody else. Two threads for each member: one reads, one sends. */
class Server {
    static final int PORT = 1026;
    static final String COMMANDS = "/name NAME, /who, /quit";
    static final int MOST_WAITING = 1 << 20; // bytes for one member: one that reads so slowly is dropped

    /** In the order in which they came. Whoever reads or changes it, or a name, holds its lock, and never sends meanwhile. */
    static final List<Member> members = new ArrayList<>();

    public static void main(String[] args) throws IOException {
        try (ServerSocket listener = new ServerSocket(PORT, 16, InetAddress.getByName("127.0.0.1"))) {
            System.out.println("listening on port " + PORT);
            while (true) {
                Member member = new Member(listener.accept());
                new Thread(member::send).start();
                new Thread(member::receive).start();
            }
        }
    }

    static void announce(String line, Member speaker) {
        for (Member member : members) {
            if (member != speaker) {
                member.tell(line);
            }
        }
    }

    static boolean isTaken(String name) {
        return members.stream().anyMatch(member -> member.name.equals(name));
    }

    static class Member {
        static final byte[] NO_MORE = {};

        final Socket connection;
        final LinkedBlockingQueue<byte[]> lines = new LinkedBlockingQueue<>(); // still to be sent
        int waiting; // bytes of them
        volatile boolean isDropped;
        String name;

        Member(Socket connection) {
            this.connection = connection;
            synchronized (members) {
                int number = 1;
                while (isTaken("guest" + number)) {
                    number++;
                }
                name = "guest" + number;
                members.add(this);
                tell("* welcome, " + name + ": " + COMMANDS);
                announce("* " + name + " joined", this);
            }
        }

        /** Puts a line into the queue: it may wait for long until it can be sent. */
        void tell(String line) {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            synchronized (lines) {
                waiting += bytes.length;
                if (waiting > MOST_WAITING) {
                    isDropped = true;
                    close(); // its own threads notice, and it leaves
                }
            }
            lines.add(bytes);
        }

        void send() {
            try {
                OutputStream out = connection.getOutputStream();
                for (byte[] bytes = lines.take(); bytes != NO_MORE; bytes = lines.take()) {
                    out.write(bytes);
                    synchronized (lines) {
                        waiting -= bytes.length;
                    }
                }
            } catch (IOException | InterruptedException error) {
                System.out.println(error.getMessage());
            } finally {
                close();
            }
        }

        void receive() {
            try {
                // In this charset every byte is a character: nothing is changed by reading, and a line is decoded when it is whole.
                BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
                String line;
                while ((line = in.readLine()) != null && !line.equals("/quit")) {
                    synchronized (members) {
                        take(new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
                    }
                }
                leave(line == null ? null : "* bye", "left");
            } catch (IOException error) {
                leave(null, isDropped ? "was dropped: did not read" : "left");
            }
        }

        void take(String line) {
            String[] words = line.split(" +", 2);
            if (!line.startsWith("/")) {
                if (!line.isEmpty()) {
                    announce(name + ": " + line, this);
                }
            } else if (words[0].equals("/who")) {
                String names = members.stream().map(member -> member.name).collect(Collectors.joining(", "));
                tell("* here " + (members.size() == 1 ? "is" : "are") + " " + members.size() + ": " + names);
            } else if (!words[0].equals("/name") || words.length < 2) {
                tell("* no command " + line + "; known: " + COMMANDS);
            } else if (isTaken(words[1])) {
                tell("* the name " + words[1] + " is taken");
            } else {
                announce("* " + name + " is now " + words[1], this);
                name = words[1];
                tell("* you are now " + name);
            }
        }

        void leave(String lastWords, String how) {
            synchronized (members) {
                if (lastWords != null) {
                    members.remove(this);
                    announce("* " + name + " " + how, null);
                }
            }
            if (lastWords != null) {
                tell(lastWords);
            }
            lines.add(NO_MORE); // what waits is sent before the connection is closed
        }

        void close() {
            try {
                connection.close();
            } catch (IOException error) {
                System.out.println(error.getMessage());
            }
        }
    }
}
