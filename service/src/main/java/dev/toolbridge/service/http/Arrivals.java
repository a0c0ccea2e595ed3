package dev.toolbridge.service.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;

/// The bytes that arrive on a connection, for its requests or for another protocol.
final class Arrivals {
    private final DataReader source;
    private final Inflow inflow;
    private final DataReader arrived = DataReader.create(this::next);
    private DataReader requests = arrived;

    Arrivals(DataReader source, Inflow inflow) {
        this.source = source;
        this.inflow = inflow;
    }

    /// The bytes, while an [Inflow] is told when the server waits for them.
    DataReader bytes() {
        return arrived;
    }

    /// Counts the bytes that wait in a later reader too: they may be the beginning of the next request.
    DataReader countedAfter(DataReader later) {
        requests = later;
        return later;
    }

    /// The next bytes for another protocol; those that came with the last request are the first.
    byte[] unwatched() {
        if (arrived.available() > 0) {
            return arrived.readBytes(arrived.available());
        }
        source.ensureAvailable();
        return source.readBytes(source.available());
    }

    /// Waits until the client sends something or closes its connection, and tells if it closed. Bytes that arrive
    /// are left where they are.
    boolean awaitEnd() {
        try {
            source.ensureAvailable();
            return false;
        } catch (DataReader.InsufficientDataAvailableException
                | UncheckedIOException
                | ServerConnectionException gone) {
            return true;
        }
    }

    /// Bytes that came with the previous request may be the beginning of the next one.
    private byte[] next() {
        inflow.waits(arrived.available() > 0 || requests.available() > 0);
        source.ensureAvailable();
        inflow.goesOn();
        return source.readBytes(source.available());
    }
}
