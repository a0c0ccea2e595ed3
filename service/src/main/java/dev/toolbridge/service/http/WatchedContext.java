package dev.toolbridge.service.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http1.Http1Config;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// A connection's context whose reader and writer tell an [Inflow] when they wait. Requests are handed on by
/// [RequestFrames], answers by an [AnswerWriter].
final class WatchedContext implements ConnectionContext {
    private final ConnectionContext context;
    private final Inflow inflow;
    private final DataReader arrived = DataReader.create(this::next);
    private final DataReader reader;
    private final DataWriter writer;

    WatchedContext(ConnectionContext context, Inflow inflow, Http1Config config) {
        this.context = context;
        this.inflow = inflow;
        var answers = new AnswerWriter(context.dataWriter());
        this.writer = new WatchedWriter(answers, inflow);
        var limits = new RequestFrames.Limits(config.maxPrologueLength(), config.maxHeadersSize(), authority(context));
        this.reader = DataReader.create(new RequestFrames(arrived, limits, inflow, answers)::next);
        inflow.endsBy(this::awaitEnd);
    }

    /// Bytes that arrive during a stream are left where they are.
    private boolean awaitEnd() {
        try {
            context.dataReader().ensureAvailable();
            return false;
        } catch (DataReader.InsufficientDataAvailableException
                | UncheckedIOException
                | ServerConnectionException gone) {
            return true;
        }
    }

    private static String authority(ConnectionContext context) {
        var local = context.localPeer();
        return local.host().contains(":")
                ? "[" + local.host() + "]:" + local.port()
                : local.host() + ":" + local.port();
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    /// Bytes that came with the previous request may be the beginning of the next one.
    private byte[] next() {
        DataReader source = context.dataReader();
        inflow.waits(arrived.available() > 0 || reader.available() > 0);
        source.ensureAvailable();
        inflow.goesOn();
        return source.readBytes(source.available());
    }

    @Override
    public ListenerContext listenerContext() {
        return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return context.executor();
    }

    @Override
    public DataWriter dataWriter() {
        return writer;
    }

    @Override
    public Router router() {
        return context.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return context.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return context.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return context.localPeer();
    }

    @Override
    public boolean isSecure() {
        return context.isSecure();
    }

    @Override
    public String socketId() {
        return context.socketId();
    }

    @Override
    public String childSocketId() {
        return context.childSocketId();
    }
}
