// Java NIO, one selector thread, one write per read; args: PORT line|length32
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.util.Arrays;

public class NioEcho {
    static final class Conn {
        ByteBuffer in = ByteBuffer.allocate(4096);
        ByteBuffer pending;
        int scanned;
    }
    static final ByteBuffer wire = ByteBuffer.allocateDirect(256 * 1024);
    static byte[] out = new byte[256 * 1024];
    static int outLen;

    static byte[] handle(byte[] m) { return m; }

    static void reply(byte[] r, boolean byLength) {
        if (outLen + r.length + 4 > out.length) out = Arrays.copyOf(out, (outLen + r.length + 4) * 2);
        if (byLength) {
            out[outLen++] = (byte) (r.length >>> 24);
            out[outLen++] = (byte) (r.length >>> 16);
            out[outLen++] = (byte) (r.length >>> 8);
            out[outLen++] = (byte) r.length;
        }
        System.arraycopy(r, 0, out, outLen, r.length);
        outLen += r.length;
        if (!byLength) out[outLen++] = '\n';
    }

    static void parse(Conn c, boolean byLength) {
        byte[] a = c.in.array();
        int len = c.in.position(), pos = 0;
        if (byLength) {
            while (len - pos >= 4) {
                int n = c.in.getInt(pos);
                if (len - pos - 4 < n) break;
                reply(handle(Arrays.copyOfRange(a, pos + 4, pos + 4 + n)), true);
                pos += 4 + n;
            }
        } else {
            for (int i = c.scanned; i < len; i++)
                if (a[i] == '\n') {
                    reply(handle(Arrays.copyOfRange(a, pos, i)), false);
                    pos = i + 1;
                }
        }
        System.arraycopy(a, pos, a, 0, len - pos);
        c.in.position(len - pos);
        c.scanned = len - pos;
    }

    static boolean flush(SocketChannel ch, Conn c) throws Exception {
        int at = 0;
        while (at < outLen) {
            wire.clear();
            int n = Math.min(outLen - at, wire.capacity());
            wire.put(out, at, n).flip();
            int w = ch.write(wire);
            at += w;
            if (w < n) break;
        }
        if (at < outLen) c.pending = ByteBuffer.wrap(Arrays.copyOfRange(out, at, outLen));
        outLen = 0;
        return c.pending == null;
    }

    public static void main(String[] args) throws Exception {
        boolean byLength = args.length > 1 && args[1].equals("length32");
        Selector sel = Selector.open();
        ServerSocketChannel ls = ServerSocketChannel.open();
        ls.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 1024);
        ls.configureBlocking(false);
        ls.register(sel, SelectionKey.OP_ACCEPT);
        for (;;) {
            sel.select(key -> {
                try {
                    if (key.isAcceptable()) {
                        SocketChannel ch;
                        while ((ch = ls.accept()) != null) {
                            ch.configureBlocking(false);
                            ch.setOption(StandardSocketOptions.TCP_NODELAY, true);
                            ch.register(sel, SelectionKey.OP_READ, new Conn());
                        }
                        return;
                    }
                    SocketChannel ch = (SocketChannel) key.channel();
                    Conn c = (Conn) key.attachment();
                    if (key.isWritable()) {
                        ch.write(c.pending);
                        if (!c.pending.hasRemaining()) {
                            c.pending = null;
                            key.interestOps(SelectionKey.OP_READ);
                        }
                        return;
                    }
                    wire.clear();
                    int r = ch.read(wire);
                    if (r < 0) {
                        ch.close();
                        return;
                    }
                    wire.flip();
                    if (c.in.remaining() < r) {
                        ByteBuffer b = ByteBuffer.allocate(Math.max(c.in.position() + r, c.in.capacity() * 2));
                        c.in.flip();
                        b.put(c.in);
                        c.in = b;
                    }
                    c.in.put(wire);
                    parse(c, byLength);
                    if (outLen > 0 && !flush(ch, c)) key.interestOps(SelectionKey.OP_WRITE);
                } catch (Exception e) {
                    try { key.channel().close(); } catch (Exception x) { }
                }
            });
        }
    }
}
