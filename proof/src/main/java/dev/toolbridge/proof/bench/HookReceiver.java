package dev.toolbridge.proof.bench;

import dev.toolbridge.tests.wire.LoopbackListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/// A receiver of webhooks that takes everything, and spends almost no time on it, so that it measures the sender.
final class HookReceiver implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final byte[] TAKEN = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Taker taker;

    /// The connections that the sender has closed, since it needs them no longer.
    private final LongAdder ended = new LongAdder();

    private final LoopbackListener listener;

    HookReceiver(Taker taker) {
        this.taker = taker;
        this.listener = new LoopbackListener(this::serve);
    }

    /// Takes the body of a request to `/webhook`.
    @FunctionalInterface
    interface Taker {
        void take(int webhook, String body);
    }

    String url(int webhook) {
        return "http://127.0.0.1:" + listener.port() + "/" + webhook;
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setTcpNoDelay(true);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                taker.take(webhook(line), body(in));
                socket.getOutputStream().write(TAKEN);
            }
        } catch (SocketException closed) {
            ended.increment();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int webhook(String line) {
        return Integer.parseInt(line.substring(line.indexOf('/') + 1, line.lastIndexOf(' ')));
    }

    private static String body(BufferedReader in) throws IOException {
        int length = 0;
        for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        var body = new char[length];
        int place = 0;
        while (place < length) {
            int read = in.read(body, place, length - place);
            if (read < 0) {
                throw new SocketException("the sender ends in the middle of a body");
            }
            place += read;
        }
        return new String(body);
    }

    @Override
    public void close() {
        listener.close();
    }
}
