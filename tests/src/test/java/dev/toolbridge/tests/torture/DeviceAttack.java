package dev.toolbridge.tests.torture;

import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.report.Plan;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Many schedules of devices, some at the same time, while what is old is swept away at once.
final class DeviceAttack {
    private static final int AT_A_TIME = 8;
    private static final int SWEEP_EVERY = 10;
    private static final String SWEEP = "SELECT sweep_history(interval '0 seconds')";

    private DeviceAttack() {}

    static String run(Plan plan) {
        int schedules = plan.size(2_000, 100);
        var next = new AtomicInteger();
        Replicas replicas = Replicas.instance();
        List<Schedule.Count> counts = Crowd.of(AT_A_TIME, _ -> {
            var count = new Schedule.Count();
            for (int number = next.getAndIncrement(); number < schedules; number = next.getAndIncrement()) {
                if (number % SWEEP_EVERY == 0) {
                    sweep(replicas.database());
                }
                new Schedule(replicas.user(), plan.random(number), number).run(count);
            }
            return count;
        });
        return schedules + " schedules converge: " + Schedule.Count.sum(counts);
    }

    /// Sweeps in one space, whichever it is: its devices find their cursors below the floor.
    private static void sweep(ApiDatabase database) {
        database.executeAcrossTenants(SWEEP);
    }
}
