package dev.toolbridge.service.http.connection;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/// The bytes that arrive on a connection, for its requests or for another protocol.
final class Arrivals {
    private final DataReader source;
    private final Inflow inflow;
    private DataReader arrived = DataReader.create(this::next);
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

    /// The bytes for another protocol; those that came with the last request are the first.
    DataReader unwatched() {
        int early = arrived.available();
        DataReader bytes = early == 0 ? source : DataReader.create(new Early(source, arrived.readBytes(early)));
        forgetRequests();
        return bytes;
    }

    /// Readers keep the bytes that they have read last.
    private void forgetRequests() {
        arrived = DataReader.create(this::next);
        requests = arrived;
    }

    /// Bytes that have arrived already, and those that follow.
    private static final class Early implements Supplier<byte[]> {
        private final DataReader source;
        private byte[] early;

        Early(DataReader source, byte[] early) {
            this.source = source;
            this.early = early;
        }

        @Override
        public byte[] get() {
            byte[] next = early;
            early = new byte[0];
            if (next.length == 0) {
                source.ensureAvailable();
                next = source.readBytes(source.available());
            }
            return next;
        }
    }

    /// Waits until the client sends something or closes its connection, and tells if it closed. Bytes that arrive
    /// are left where they are.
    boolean awaitEnd() {
        forgetRequests();
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
