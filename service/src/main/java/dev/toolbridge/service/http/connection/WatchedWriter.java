package dev.toolbridge.service.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;

/// A connection's writer that tells an [Inflow] when it waits for the client to read.
record WatchedWriter(DataWriter writer, Inflow inflow) implements DataWriter {

    @Override
    public void write(BufferData... buffers) {
        watched(() -> writer.write(buffers));
    }

    @Override
    public void write(BufferData buffer) {
        watched(() -> writer.write(buffer));
    }

    @Override
    public void writeNow(BufferData... buffers) {
        watched(() -> writer.writeNow(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
        watched(() -> writer.writeNow(buffer));
    }

    @Override
    public void flush() {
        watched(writer::flush);
    }

    @Override
    public void close() {
        writer.close();
    }

    private void watched(Runnable write) {
        inflow.writes();
        try {
            write.run();
        } finally {
            inflow.wrote();
        }
    }
}
