package dev.toolbridge.api.stream;

/// Tells the writer of a stream that there is something to write. Any thread may ring.
@FunctionalInterface
public interface Doorbell {
    void ring();
}
