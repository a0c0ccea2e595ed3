package dev.toolbridge.identity.state;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The state in memory and on disk: read without waiting, changed by one at a time, on disk before anybody sees it.
public final class Registry {
    private final StateFile file;
    private volatile State state;

    private Registry(StateFile file) {
        this.file = file;
        this.state = file.read();
    }

    public static Registry open(Path folder) {
        return new Registry(StateFile.in(folder));
    }

    public State state() {
        return state;
    }

    void update(UnaryOperator<State> change) {
        decide(before -> new Decision<>(change.apply(before), before));
    }

    /// Changes the state by what was decided on it.
    synchronized <T> T decide(Function<State, Decision<T>> rule) {
        var decision = rule.apply(state);
        if (!decision.next().equals(state)) {
            file.write(decision.next());
            state = decision.next();
        }
        return decision.answer();
    }

    /// A new state, or the same one, and what whoever asked is told.
    record Decision<T>(State next, T answer) {}
}
