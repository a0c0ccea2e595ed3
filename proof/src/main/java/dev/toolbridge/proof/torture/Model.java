package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.report.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Explores every interleaving of three writers, a reader and a wipe, shortest first.
final class Model {
    /// The first way to each state: the state before, and the move.
    private final Map<Moment, Origin> origins = new HashMap<>();
    private final Scheme scheme;

    private Model(Scheme scheme) {
        this.scheme = scheme;
    }

    private record Origin(Moment before, String label) {}

    /// The result.
    ///
    /// @param counterexample the steps to the first violation, and its description; empty if none was found
    record Explored(int states, Optional<List<String>> counterexample) {}

    static Explored explore(Scheme scheme) {
        return new Model(scheme).explore();
    }

    static String run(Plan plan) {
        Explored ours = explore(Scheme.OURS);
        if (ours.counterexample().isPresent()) {
            throw new AssertionError(ours.counterexample().get().toString());
        }
        var figures = new StringBuilder(ours.states() + " states, 0 violations");
        for (Scheme bad : Scheme.KNOWN_BAD) {
            List<String> steps = explore(bad)
                    .counterexample()
                    .orElseThrow(() -> new AssertionError("nothing is found wrong with " + bad));
            figures.append("; ").append(bad.name()).append(": ").append(String.join(", ", steps));
        }
        return figures.toString();
    }

    private Explored explore() {
        var open = new ArrayDeque<Moment>();
        origins.put(Moment.BEGIN, new Origin(Moment.BEGIN, "begin"));
        open.add(Moment.BEGIN);
        while (!open.isEmpty()) {
            Moment now = open.remove();
            Optional<String> violation = now.violation();
            if (violation.isPresent()) {
                return new Explored(origins.size(), Optional.of(steps(now, violation.get())));
            }
            for (Moves move : Moves.from(now, scheme)) {
                if (origins.putIfAbsent(move.next(), new Origin(now, move.label())) == null) {
                    open.add(move.next());
                }
            }
        }
        return new Explored(origins.size(), Optional.empty());
    }

    private List<String> steps(Moment end, String violation) {
        var steps = new ArrayList<String>();
        for (Moment at = end; !at.equals(Moment.BEGIN); at = origins.get(at).before()) {
            steps.addFirst(origins.get(at).label());
        }
        steps.add(violation);
        return steps;
    }
}
