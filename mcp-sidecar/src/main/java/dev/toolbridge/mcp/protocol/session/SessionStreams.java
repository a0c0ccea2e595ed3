package dev.toolbridge.mcp.protocol.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The open streams of one session, the oldest first. Each message goes through one of them (2025-11-25, Transports,
/// Multiple Connections): the newest, as the client of an older one may be gone without a word.
final class SessionStreams implements AutoCloseable {
    static final int OPEN_MAX = 4;

    private final Deque<ServerStream> open = new ArrayDeque<>();

    /// Adds a stream; the oldest of too many ends for it.
    void add(ServerStream stream) {
        added(stream).ifPresent(ServerStream::close);
    }

    private synchronized Optional<ServerStream> added(ServerStream stream) {
        Optional<ServerStream> oldest = open.size() < OPEN_MAX ? Optional.empty() : Optional.of(open.removeFirst());
        open.addLast(stream);
        return oldest;
    }

    synchronized void remove(ServerStream ended) {
        open.remove(ended);
    }

    synchronized Optional<ServerStream> newest() {
        return Optional.ofNullable(open.peekLast());
    }

    synchronized boolean isEmpty() {
        return open.isEmpty();
    }

    /// Ends all of them.
    @Override
    public void close() {
        taken().forEach(ServerStream::close);
    }

    private synchronized List<ServerStream> taken() {
        List<ServerStream> all = List.copyOf(open);
        open.clear();
        return all;
    }
}
