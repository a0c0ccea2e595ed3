package dev.toolbridge.identity.state;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The state in memory and on disk: reads do not wait, changes run one at a time and reach the disk before any reader.
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

    /// Applies a decision to the state.
    synchronized <T> T decide(Function<State, Decision<T>> rule) {
        var decision = rule.apply(state);
        if (!decision.next().equals(state)) {
            file.write(decision.next());
            state = decision.next();
        }
        return decision.answer();
    }

    /// A new state, or the same one, and the answer to the request.
    record Decision<T>(State next, T answer) {}
}
