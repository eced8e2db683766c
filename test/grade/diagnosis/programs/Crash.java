import java.net.ServerSocket;
import java.net.Socket;

public class Crash {
    public static void main(String[] args) throws Exception {
        try (ServerSocket server = new ServerSocket(65432)) {
            Socket socket = server.accept();
            int first = socket.getInputStream().read();
            socket.getOutputStream().write(first / (first - first));
        }
    }
}
