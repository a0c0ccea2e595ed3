package dev.toolbridge.tests.conversation;

import dev.toolbridge.tests.wire.LoopbackListener;
import dev.toolbridge.tests.wire.Server;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A network between two servers, which loses the answer to a write when it is told to: the write is done, and its
/// connection ends.
final class LossyRelay implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final List<String> WRITES = List.of("POST ", "PUT ", "PATCH ", "DELETE ");

    private final int target;
    private final AtomicInteger toLose = new AtomicInteger();
    private final LoopbackListener listener;

    LossyRelay(int target) {
        this.target = target;
        this.listener = new LoopbackListener(this::carry);
    }

    /// Its address, as that of the server behind it.
    Server server() {
        return Server.onPort(listener.port());
    }

    /// Loses the answers to the next writes.
    void lose(int answers) {
        toLose.set(answers);
    }

    /// The number of answers that are still to be lost.
    int left() {
        return toLose.get();
    }

    @Override
    public void close() {
        listener.close();
    }

    private void carry(Socket near) {
        var isDoomed = new AtomicBoolean();
        try (near;
                var far = new Socket(InetAddress.getLoopbackAddress(), target)) {
            listener.run(() -> requests(near, far, isDoomed));
            answers(near, far, isDoomed);
        } catch (IOException _) {
            return;
        }
    }

    /// A client sends its next request when it has the answer to the last: so a request begins with a read.
    private void requests(Socket near, Socket far, AtomicBoolean isDoomed) {
        var buffer = new byte[BUFFER_BYTES];
        try {
            OutputStream out = far.getOutputStream();
            for (int count = near.getInputStream().read(buffer);
                    count > 0;
                    count = near.getInputStream().read(buffer)) {
                String text = new String(buffer, 0, Math.min(count, 8), StandardCharsets.ISO_8859_1);
                if (WRITES.stream().anyMatch(text::startsWith)
                        && toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    isDoomed.set(true);
                }
                out.write(buffer, 0, count);
                out.flush();
            }
            far.shutdownOutput();
        } catch (IOException _) {
            return;
        }
    }

    private static void answers(Socket near, Socket far, AtomicBoolean isDoomed) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        OutputStream out = near.getOutputStream();
        for (int count = far.getInputStream().read(buffer);
                count > 0;
                count = far.getInputStream().read(buffer)) {
            if (isDoomed.get()) {
                return;
            }
            out.write(buffer, 0, count);
            out.flush();
        }
    }
}
