package dev.toolbridge.service.http.connection;

import io.helidon.common.concurrency.limits.Limit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The limit of running requests for one connection, which tells the [Inflow] how to give a place up early.
@SuppressWarnings("removal") // the server calls these methods, and a limit must have them
record PlaceLimit(Limit limit, Inflow inflow) implements Limit {

    @Override
    public Optional<Token> tryAcquire() {
        return limit.tryAcquire().map(this::noted);
    }

    @Override
    public Optional<Token> tryAcquire(boolean wait) {
        return limit.tryAcquire(wait).map(this::noted);
    }

    @Override
    public Limit copy() {
        return new PlaceLimit(limit.copy(), inflow);
    }

    @Override
    public String name() {
        return limit.name();
    }

    @Override
    public String type() {
        return limit.type();
    }

    private Token noted(Token token) {
        var place = new Place(token, new AtomicBoolean());
        inflow.hasPlace(place::ignore);
        return place;
    }

    /// A place that can be left once only.
    private record Place(Token token, AtomicBoolean isLeft) implements Token {

        @Override
        public void dropped() {
            leave(token::dropped);
        }

        @Override
        public void ignore() {
            leave(token::ignore);
        }

        @Override
        public void success() {
            leave(token::success);
        }

        private void leave(Runnable way) {
            if (isLeft.compareAndSet(false, true)) {
                way.run();
            }
        }
    }
}
