package dev.toolbridge.api.stream.socket;

import java.time.Duration;

/// The frames that a client may send in a time. For one thread.
final class FramePace {
    static final int FRAMES_MAX = 100;
    private static final Duration TIME = Duration.ofSeconds(10);

    private long beganNs = System.nanoTime();
    private int frames;

    /// Counts a frame, and tells if it is not one too many.
    boolean takes() {
        long nowNs = System.nanoTime();
        if (nowNs - beganNs > TIME.toNanos()) {
            beganNs = nowNs;
            frames = 0;
        }
        frames++;
        return frames <= FRAMES_MAX;
    }
}
