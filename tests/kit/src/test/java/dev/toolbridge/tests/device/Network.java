package dev.toolbridge.tests.device;

import dev.toolbridge.tests.wire.Reply;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/// The fate of a request on its way.
public enum Network {
    GOOD,
    /// The request never arrives.
    AWAY,
    /// The answer never arrives, or the device crashes before it has written it down.
    ANSWER_LOST,
    /// The request arrives twice.
    TWICE;

    private static final double FAULTS = 0.3;

    /// A random fate, mostly good.
    public static Network any(Random random) {
        return random.nextDouble() < FAULTS ? values()[random.nextInt(values().length)] : GOOD;
    }

    /// The answer, if the device gets one.
    Optional<Reply> send(Supplier<Reply> request) {
        return switch (this) {
            case GOOD -> Optional.of(request.get());
            case AWAY -> Optional.empty();
            case ANSWER_LOST -> Optional.of(request.get()).filter(_ -> false);
            case TWICE -> Optional.of(request.get()).map(_ -> request.get());
        };
    }
}
