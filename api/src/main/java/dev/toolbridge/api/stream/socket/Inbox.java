package dev.toolbridge.api.stream.socket;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// Frames of a client that wait for the socket's next turn. A client whose frames fill it waits itself.
final class Inbox {
    static final int FRAMES_MAX = 8;

    /// Guarded by this, as the other.
    private final Queue<String> frames = new ArrayDeque<>(1);

    private boolean isClosed;

    /// Adds a frame as soon as there is room; a closed inbox takes none.
    synchronized void put(String frame) throws InterruptedException {
        while (!isClosed && frames.size() >= FRAMES_MAX) {
            wait();
        }
        if (!isClosed) {
            frames.add(frame);
        }
    }

    synchronized Optional<String> poll() {
        notifyAll();
        return Optional.ofNullable(frames.poll());
    }

    synchronized void close() {
        isClosed = true;
        frames.clear();
        notifyAll();
    }
}
