package dev.toolbridge.tests.database;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Another program on the port of a database: it asks each client for the plain password, and keeps the answer
/// (PostgreSQL manual, section 54.2).
final class AskingServer implements AutoCloseable {
    private static final int TLS_ASKED = 80_877_103;
    private static final int GSS_ASKED = 80_877_104;
    private static final byte[] CLEAR_PASSWORD = {'R', 0, 0, 0, 8, 0, 0, 0, 3};

    private final ServerSocket socket;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    private AskingServer(ServerSocket socket) {
        this.socket = socket;
    }

    static AskingServer start() {
        try {
            var server = new AskingServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(server::serve);
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /// The number of times that it asked for a password.
    int asked() {
        return asked.get();
    }

    /// The bytes that came after its question.
    String received() {
        return String.join("", received);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> ask(client));
            } catch (IOException ended) {
                received.add(socket.isClosed() ? "" : ended.toString());
            }
        }
    }

    private void ask(Socket client) {
        try (client) {
            var in = new DataInputStream(client.getInputStream());
            for (int code = message(in); code == TLS_ASKED || code == GSS_ASKED; code = message(in)) {
                client.getOutputStream().write('N');
            }
            asked.incrementAndGet();
            client.getOutputStream().write(CLEAR_PASSWORD);
            received.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException gone) {
            received.add("");
        }
    }

    private static int message(DataInputStream in) throws IOException {
        int length = in.readInt();
        int code = in.readInt();
        in.skipNBytes(length - 8L);
        return code;
    }
}
