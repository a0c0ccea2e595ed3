package dev.toolbridge.tenants.engine;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.store.OperationQuestion;
import dev.toolbridge.tenants.store.TestControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// Random histories of operations, many tenants at once, while two servers are killed and frozen. As a program: the
/// number of histories, and the seed.
final class Histories implements AutoCloseable {
    private static final int AT_ONCE = 20;
    private static final int LOST_PERCENT = 25;
    private static final int OPERATIONS_MAX = 100_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestControl control = new TestControl();
    private final DatabaseUrl outsideUrl = OutsideWorld.found();
    private final OutsideWorld outside = new OutsideWorld(outsideUrl);
    private final Engine watcher = new Engine(control.database(), new Catalogue(List.of()), EngineWorld.QUICK);
    private final long seed;

    Histories(long seed) {
        this.seed = seed;
    }

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        try (var histories = new Histories(seed)) {
            Report report = histories.run(count);
            System.out.println("seed " + seed + ": " + report);
            System.exit(report.isGood() ? 0 : 1);
        }
    }

    /// The result of all histories.
    record Report(int histories, int operations, int kills, int freezes, Counts counts) {

        /// The faults that were found.
        ///
        /// @param stuck operations that did not end
        /// @param doubled steps that had a second effect
        /// @param missing steps of operations that succeeded without their effect
        /// @param orphans effects of operations that were cancelled or do not exist
        record Counts(int stuck, int doubled, int missing, int orphans) {}

        boolean isGood() {
            return counts.equals(new Counts(0, 0, 0, 0));
        }
    }

    Report run(int count) throws Exception {
        var setting = new EngineProcess.Setting(control.login(), outsideUrl, "quick", LOST_PERCENT);
        try (var disturbance = new Disturbance(setting, seed);
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            disturbance.begin();
            var running = new ArrayList<Future<?>>();
            for (int number = 0; number < count; number++) {
                var history = new History(control, watcher.watch(), new Random(seed + number), "h-" + number);
                running.add(threads.submit(() -> {
                    history.run();
                    return true;
                }));
            }
            for (Future<?> history : running) {
                history.get();
            }
            int stuck = settle();
            disturbance.end();
            return report(count, disturbance, stuck);
        }
    }

    /// Waits until all operations have ended, and lets the failed ones go on.
    private int settle() throws InterruptedException {
        int stuck = 0;
        for (Operation operation : operations()) {
            stuck += History.settled(control, watcher.watch(), operation, PATIENCE) ? 0 : 1;
        }
        return stuck;
    }

    private List<Operation> operations() {
        return control.operations()
                .page(new OperationQuestion(Optional.empty(), Optional.empty(), Optional.empty(), OPERATIONS_MAX));
    }

    private Report report(int count, Disturbance disturbance, int stuck) {
        List<Operation> operations = operations();
        int doubled = 0;
        int missing = 0;
        Set<String> labels = new HashSet<>(outside.labels());
        for (Operation operation : operations) {
            String label = operation.tenant() + "/" + operation.id();
            List<String> steps = outside.steps(label);
            doubled += steps.size() - Set.copyOf(steps).size();
            if (operation.status() == OperationStatus.SUCCEEDED) {
                missing += wanted(operation) - Set.copyOf(steps).size();
                labels.remove(label);
            }
        }
        var counts = new Report.Counts(stuck, doubled, missing, labels.size());
        return new Report(count, operations.size(), disturbance.kills(), disturbance.freezes(), counts);
    }

    private static int wanted(Operation operation) {
        return EngineProgram.KINDS.stream()
                .filter(kind -> kind.name().equals(operation.kind()))
                .map(kind -> EngineProgram.asked(kind).steps().size())
                .collect(Collectors.toList())
                .getFirst();
    }

    @Override
    public void close() {
        watcher.close();
        outside.close();
        control.close();
    }
}
