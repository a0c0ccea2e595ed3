package dev.toolbridge.tests.fly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The faults that the fake is told to have, and the calls that it has met, by the names of actions such as
/// `machine.create`.
public final class FlyScript {
    private final List<Planned> planned = new ArrayList<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Map<String, Runnable> afterwards = new ConcurrentHashMap<>();
    private int cutAt = Integer.MAX_VALUE;
    private int changes;
    private Runnable whenCut = () -> {};

    /// A fault that meets some calls.
    private static final class Planned {
        private final String action;
        private final FlyFault fault;
        private int skipped;
        private int times;

        private Planned(String action, FlyFault fault, int skipped, int times) {
            this.action = action;
            this.fault = fault;
            this.skipped = skipped;
            this.times = times;
        }
    }

    /// The next calls of an action fail so.
    public void fail(String action, FlyFault fault, int times) {
        fail(action, fault, 0, times);
    }

    /// Some calls of an action fail so, after others that do not.
    public synchronized void fail(String action, FlyFault fault, int skipped, int times) {
        planned.add(new Planned(action, fault, skipped, times));
    }

    /// Runs something once an action was carried out, before it is answered.
    public void afterwards(String action, Runnable work) {
        afterwards.put(action, work);
    }

    /// Runs something when the change with this number, counted from now, was carried out. Neither it nor any call
    /// after it is answered.
    public synchronized void cutAfterChange(int number, Runnable work) {
        changes = 0;
        cutAt = number;
        whenCut = work;
    }

    /// No faults from now on.
    public synchronized void heal() {
        planned.clear();
        afterwards.clear();
        cutAt = Integer.MAX_VALUE;
    }

    /// The number of changes that were carried out since the last cut was planned.
    public synchronized int changes() {
        return changes;
    }

    public int calls(String action) {
        return calls.getOrDefault(action, 0);
    }

    Map<String, Integer> all() {
        return Map.copyOf(calls);
    }

    /// Counts a call, and gives its fault.
    synchronized Optional<FlyFault> met(String action) {
        calls.merge(action, 1, Integer::sum);
        for (Planned one : planned) {
            if (one.action.equals(action) && one.times > 0) {
                if (one.skipped-- > 0) {
                    continue;
                }
                one.times--;
                return Optional.of(one.fault);
            }
        }
        return Optional.empty();
    }

    /// Refuses to carry out what comes after the cut.
    synchronized void before() {
        if (changes >= cutAt) {
            throw new FlyError(0, "", "cut");
        }
    }

    synchronized void carriedOut(String action) {
        changes++;
        if (changes >= cutAt) {
            whenCut.run();
            throw new FlyError(0, "", "cut");
        }
        Optional.ofNullable(afterwards.remove(action)).ifPresent(Runnable::run);
    }
}
