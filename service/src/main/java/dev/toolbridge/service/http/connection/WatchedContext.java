package dev.toolbridge.service.http.connection;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1Config;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// A connection's context with a reader and a writer of our own.
final class WatchedContext implements ConnectionContext {
    private final ConnectionContext context;
    private final DataReader reader;
    private final DataWriter writer;

    private WatchedContext(ConnectionContext context, DataReader reader, DataWriter writer) {
        this.context = context;
        this.reader = reader;
        this.writer = writer;
    }

    /// A context whose reader and writer tell an [Inflow] when they wait. Requests are handed on by [RequestFrames],
    /// answers by an [AnswerWriter].
    static WatchedContext of(ConnectionContext context, Inflow inflow, Http1Config config) {
        var answers = new AnswerWriter(context.dataWriter());
        var limits = new RequestFrames.Limits(config.maxPrologueLength(), config.maxHeadersSize(), authority(context));
        var arrivals = new Arrivals(context.dataReader(), inflow);
        var frames = new RequestFrames(arrivals.bytes(), limits, inflow, answers);
        var writer = new WatchedWriter(answers, inflow);
        inflow.connects(
                new Inflow.Ways(writer, () -> takenOver(context, inflow, arrivals), arrivals::awaitEnd, inflow::end));
        return new WatchedContext(context, arrivals.countedAfter(DataReader.create(frames::next)), writer);
    }

    /// The same connection for another protocol: bytes pass as they are, and only writing is watched.
    private static WatchedContext takenOver(ConnectionContext context, Inflow inflow, Arrivals arrivals) {
        return new WatchedContext(context, arrivals.unwatched(), new WatchedWriter(context.dataWriter(), inflow));
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
