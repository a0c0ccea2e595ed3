package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.sync.SyncClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Many schedules of devices, some at the same time, while sweeps remove old changes at once.
final class DeviceAttack {
    private static final int AT_A_TIME = 8;
    private static final int SWEEP_EVERY = 10;

    /// Makes the history of one space older first, since a sweep keeps at least a day of it.
    private static final String SWEEP = """
            DO $$
            DECLARE
              one record;
            BEGIN
              SELECT h.tenant_id, h.space_id INTO one FROM space_head h WHERE h.seq > h.journal_floor
              ORDER BY random() LIMIT 1;
              UPDATE change c SET at = now() - interval '2 days'
              WHERE c.tenant_id = one.tenant_id AND c.space_id = one.space_id;
              PERFORM sweep_space(interval '1 day', one.tenant_id, one.space_id, false);
            END
            $$
            """;

    private DeviceAttack() {}

    static String run(Plan plan) {
        return run(plan, Replicas.instance()::user);
    }

    static String run(Plan plan, Supplier<List<SyncClient>> users) {
        int schedules = plan.size(2_000, 100);
        var next = new AtomicInteger();
        List<Schedule.Count> counts = Crowd.of(AT_A_TIME, _ -> {
            var count = new Schedule.Count();
            for (int number = next.getAndIncrement(); number < schedules; number = next.getAndIncrement()) {
                if (number % SWEEP_EVERY == 0) {
                    sweep(Replicas.instance().database());
                }
                new Schedule(users.get(), plan.random(number), number).run(count);
            }
            return count;
        });
        return schedules + " schedules converge: " + Schedule.Count.sum(counts);
    }

    /// Sweeps in any one space, so that its devices find their cursors below the floor.
    private static void sweep(ApiDatabase database) {
        database.executeAcrossTenants(SWEEP);
    }
}
