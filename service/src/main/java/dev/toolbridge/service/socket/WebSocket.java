package dev.toolbridge.service.socket;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.http.connection.ConnectionUser;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.websocket.WsConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A WebSocket on a connection: answers the handshake, then hands messages to its listener until it is closed.
///
/// @param messageBytesMax the bytes of a message, whether it comes in one frame or in several
public record WebSocket(
        Handshake handshake, String path, String correlationId, int messageBytesMax, SocketListener listener)
        implements ConnectionUser {
    private static final Headers NO_HEADERS = WritableHeaders.create();
    private static final Limit NO_LIMIT = FixedLimit.create();
    private static final Logger LOG = LoggerFactory.getLogger(WebSocket.class);

    @Override
    public void use(ConnectionContext connection) throws InterruptedException {
        connection.dataWriter().writeNow(BufferData.create(handshake.answer(WireHeader.CORRELATION, correlationId)));
        var prologue = HttpPrologue.create("HTTP/1.1", "HTTP", "1.1", Method.GET, path, false);
        var frames = new SocketFrames(connection, messageBytesMax, listener);
        try {
            WsConnection.create(connection, prologue, NO_HEADERS, handshake.key(), frames)
                    .handle(NO_LIMIT);
        } catch (CloseConnectionException gone) {
            LOG.debug("the client is gone", gone);
        }
    }

    @Override
    public void close() {
        listener.closed();
    }
}
