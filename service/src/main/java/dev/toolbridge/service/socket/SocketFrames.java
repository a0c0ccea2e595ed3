package dev.toolbridge.service.socket;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.nio.charset.StandardCharsets;

/// Puts messages together from their frames (RFC 6455, section 5.4).
final class SocketFrames implements WsListener {
    private static final String REPLACEMENT = "\ufffd";

    private final ConnectionContext connection;
    private final int messageBytesMax;
    private final SocketListener listener;
    private final StringBuilder begun = new StringBuilder(0);
    private long begunBytes;

    SocketFrames(ConnectionContext connection, int messageBytesMax, SocketListener listener) {
        this.connection = connection;
        this.messageBytesMax = messageBytesMax;
        this.listener = listener;
    }

    @Override
    public void onOpen(WsSession session) {
        listener.opened(new Output(session, connection));
    }

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
        boolean isWhole = last && begun.isEmpty();
        begunBytes += bytes(text);
        if (begunBytes > messageBytesMax) {
            forget();
            listener.unreadable("a message has at most " + messageBytesMax + " bytes");
        } else if (!isWhole && isBroken(text)) {
            forget();
            listener.unreadable("a frame ends within a character");
        } else if (isWhole) {
            forget();
            listener.message(text);
        } else {
            take(text, last);
        }
    }

    private void take(String text, boolean last) {
        begun.append(text);
        if (last) {
            String message = begun.toString();
            forget();
            listener.message(message);
        }
    }

    private void forget() {
        begunBytes = 0;
        begun.setLength(0);
        begun.trimToSize();
    }

    /// Each frame is decoded by itself, so that a character that two of them share is lost.
    private static boolean isBroken(String text) {
        return text.startsWith(REPLACEMENT) || text.endsWith(REPLACEMENT);
    }

    @Override
    public void onMessage(WsSession session, BufferData buffer, boolean last) {
        listener.unreadable("messages are text");
    }

    @Override
    public void onPing(WsSession session, BufferData buffer) {
        session.pong(buffer);
        listener.pong();
    }

    @Override
    public void onPong(WsSession session, BufferData buffer) {
        listener.pong();
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Sends on the socket of a listener.
    private record Output(WsSession session, ConnectionContext connection) implements SocketOutput {

        @Override
        public void send(String text) {
            session.send(text, true);
        }

        @Override
        public void ping() {
            session.ping(BufferData.empty());
        }

        @Override
        public void close(int code, String reason) {
            session.close(code, reason);
        }

        @Override
        public void cut() {
            connection.serverSocket().close();
        }
    }
}
