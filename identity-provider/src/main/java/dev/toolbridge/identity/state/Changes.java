package dev.toolbridge.identity.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/// Changes of the state that are events. Listeners get them after they are stored.
public final class Changes {
    private final Registry registry;
    private final InstantSource clock;
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    public Changes(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /// What happened, by its kind and the thing that it happened to.
    record Happening(String kind, ObjectNode data) {}

    /// A new state, or the same one, the answer to the request, and what happened, in order.
    record Outcome<T>(State next, T answer, List<Happening> happenings) {

        static <T> Outcome<T> unchanged(State state, T answer) {
            return new Outcome<>(state, answer, List.of());
        }
    }

    private record Told<T>(T answer, List<Event> events) {}

    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    State state() {
        return registry.state();
    }

    /// Applies a rule to the state, with its events.
    <T> T decide(Function<State, Outcome<T>> rule) {
        Told<T> told = registry.decide(state -> {
            Outcome<T> outcome = rule.apply(state);
            State next = outcome.next();
            var events = new ArrayList<Event>();
            for (Happening happening : outcome.happenings()) {
                var event = event(next, happening);
                next = next.withEvent(event);
                events.add(event);
            }
            return new Registry.Decision<>(next, new Told<>(outcome.answer(), events));
        });
        told.events().forEach(event -> listeners.forEach(listener -> listener.accept(event)));
        return told.answer();
    }

    String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    InstantSource clock() {
        return clock;
    }

    private Event event(State state, Happening happening) {
        String id = String.format(Locale.ROOT, "event_%026d", state.eventsEver() + 1);
        return new Event(id, happening.kind(), happening.data(), now());
    }
}
