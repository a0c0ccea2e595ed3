package dev.toolbridge.tenants.placement;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// A way to a server that breaks once: it passes on so many messages of its client, and then closes the connection
/// before an answer comes back.
final class CuttingProxy implements AutoCloseable {
    private static final int MESSAGE_BYTES_MAX = 65_536;

    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final int port;
    private final AtomicInteger messages;

    CuttingProxy(int port, int messages) throws IOException {
        this.port = port;
        this.messages = new AtomicInteger(messages);
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Tells if the connection was broken.
    boolean hasCut() {
        return messages.get() <= 0;
    }

    private void serve() {
        try {
            while (true) {
                Socket client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> pass(client, server, true));
                Thread.ofVirtual().start(() -> pass(server, client, false));
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Socket origin, Socket target, boolean isCounted) {
        var message = new byte[MESSAGE_BYTES_MAX];
        try (origin;
                target) {
            InputStream in = origin.getInputStream();
            OutputStream out = target.getOutputStream();
            for (int length = in.read(message); length >= 0; length = in.read(message)) {
                out.write(message, 0, length);
                out.flush();
                if (isCounted && messages.decrementAndGet() == 0) {
                    return;
                }
            }
        } catch (IOException broken) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
