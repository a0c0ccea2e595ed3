package dev.toolbridge.api.stream.socket;

import dev.toolbridge.api.stream.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The times of one socket: by when it needs a token, how long the token lasts, and if its client still answers.
final class SocketLife {
    static final Duration TOKEN_WAIT = Duration.ofSeconds(5);
    private static final Duration SILENCE_MAX = Duration.ofSeconds(45);

    private final Instant openedAt = Instant.now();
    private volatile Instant heardAt = openedAt;
    private final Duration beat;
    private Instant nextBeat;
    private volatile Optional<Tenure> tenure;

    /// @param beat the time between two signs of life
    SocketLife(Optional<Tenure> tenure, Duration beat) {
        this.tenure = tenure;
        this.beat = beat;
        this.nextBeat = openedAt.plus(beat);
    }

    /// The end of a socket, with its reason.
    record End(CloseCode code, String reason) {}

    Optional<Tenure> tenure() {
        return tenure;
    }

    void extend(Tenure next) {
        tenure = Optional.of(next);
    }

    void hears() {
        heardAt = Instant.now();
    }

    /// The reason to close now, if there is one.
    Optional<End> end() {
        if (Duration.between(heardAt, Instant.now()).compareTo(SILENCE_MAX) > 0) {
            return Optional.of(new End(CloseCode.TOO_SLOW, "no sign of life"));
        }
        return tenure.map(SocketLife::end).orElseGet(this::endWithoutToken);
    }

    /// Tells once in each period that it is time to ask for a sign of life.
    boolean isToAsk() {
        boolean isDue = !Instant.now().isBefore(nextBeat);
        if (isDue) {
            nextBeat = Instant.now().plus(beat);
        }
        return isDue;
    }

    /// The time until something has to be done.
    Duration pause() {
        Duration untilBeat = Duration.between(Instant.now(), nextBeat);
        return tenure.map(held -> held.pause(untilBeat)).orElseGet(() -> shorter(untilBeat, tokenWait()));
    }

    private static Optional<End> end(Tenure held) {
        if (held.isExpired()) {
            return Optional.of(new End(CloseCode.UNAUTHORIZED, "the token has expired"));
        }
        return held.isKept() ? Optional.empty() : Optional.of(new End(CloseCode.FORBIDDEN, "the rights have changed"));
    }

    private Optional<End> endWithoutToken() {
        return tokenWait().isPositive()
                ? Optional.empty()
                : Optional.of(new End(CloseCode.UNAUTHORIZED, "no token came in time"));
    }

    private Duration tokenWait() {
        return Duration.between(Instant.now(), openedAt.plus(TOKEN_WAIT));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
