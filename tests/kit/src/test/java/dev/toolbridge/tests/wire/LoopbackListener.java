package dev.toolbridge.tests.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// A listener on a free port of this machine, which serves each connection on a thread of its own.
public final class LoopbackListener implements AutoCloseable {
    private static final int BACKLOG = 100;

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Listens from now on.
    public LoopbackListener(Consumer<Socket> service) {
        try {
            listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.execute(() -> accept(service));
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Runs another part of the service.
    public void run(Runnable work) {
        threads.execute(work);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            listener.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept(Consumer<Socket> service) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> service.accept(client));
            } catch (IOException _) {
                return;
            }
        }
    }
}
