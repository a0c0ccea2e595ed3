package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Writers on two replicas push new items, some of their transactions roll back, connections to the database
/// are cut; readers follow the changes. Every acknowledged item must reach every reader once, in order.
final class LossAttack {
    private static final int WRITERS = 8;
    private static final int READERS = 4;
    private static final int BATCH_MAX = 20;
    private static final double ROLLBACKS = 0.1;
    private static final Duration BETWEEN_CUTS = Duration.ofMillis(50);
    private static final double CUT_SHARE = 0.1;

    /// Numbers from a sequence are unique and rise, but a writer does not wait for the one before it.
    private static final String SWAP_HEAD_FOR_SEQUENCE = """
            ALTER TABLE space_head RENAME TO space_head_row;
            CREATE SEQUENCE plain_number START 1000000 INCREMENT 1000;
            CREATE VIEW space_head WITH (security_invoker = true) AS
              SELECT tenant_id, space_id, incarnation, epoch, COALESCE((
                SELECT max(i.seq) FROM item i WHERE i.tenant_id = h.tenant_id AND i.space_id = h.space_id), 0) AS seq,
                tombstone_floor, journal_floor, last_wipe_at, last_wipe_by
              FROM space_head_row h;
            CREATE FUNCTION number_without_lock() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN NEW.seq := nextval(''plain_number''); RETURN NEW; END';
            CREATE TRIGGER number_without_lock INSTEAD OF UPDATE ON space_head
              FOR EACH ROW EXECUTE FUNCTION number_without_lock();
            GRANT SELECT, INSERT, UPDATE ON space_head TO toolbridge_server;
            GRANT USAGE ON SEQUENCE plain_number TO toolbridge_server;
            """;

    private final ApiDatabase database;
    private final List<SyncClient> replicas;
    private final int writesMin;
    private final Plan plan;
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger rolledBack = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final CountDownLatch writers = new CountDownLatch(WRITERS);

    private LossAttack(ApiDatabase database, List<SyncClient> replicas, int writesMin, Plan plan) {
        this.database = database;
        this.replicas = replicas;
        this.writesMin = writesMin;
        this.plan = plan;
    }

    /// The findings of the readers of one run.
    record Found(int acknowledged, long lost, long repeated, long disordered, int rolledBack, int cuts) {

        boolean isClean() {
            return lost == 0 && repeated == 0 && disordered == 0;
        }
    }

    static String run(Plan plan) {
        var replicas = Replicas.instance();
        Found found = new LossAttack(replicas.database(), replicas.user(), plan.size(100_000, 2_000), plan).run(true);
        if (!found.isClean()) {
            throw new AssertionError(found.toString());
        }
        return found + ", each seen by " + READERS + " readers";
    }

    /// Requires that the same readers find losses when no writer holds the head.
    static String runWithSequence(Plan plan) {
        try (var replicas = Replicas.start()) {
            List<SyncClient> user = replicas.user();
            replicas.database().execute(SWAP_HEAD_FOR_SEQUENCE);
            Found found = new LossAttack(replicas.database(), user, plan.size(20_000, 2_000), plan).run(false);
            if (found.lost() == 0) {
                throw new AssertionError("these readers would not notice a loss: " + found);
            }
            return found + "; and patches: " + GuardAttack.harm(() -> PatchAttack.run(plan, replicas::user));
        }
    }

    private Found run(boolean cutting) {
        List<Tail> tails = IntStream.range(0, READERS)
                .mapToObj(reader -> new Tail(replicas.get(reader % replicas.size())))
                .toList();
        new Crowd()
                .with(WRITERS, writer -> write(plan.random(writer)))
                .with(READERS, reader -> tails.get(reader).follow(() -> writers.getCount() > 0))
                .with(cutting ? 1 : 0, _ -> cut())
                .act(() -> writing.set(false));
        return new Found(
                acknowledged.size(),
                tails.stream().mapToLong(tail -> tail.missing(acknowledged)).sum(),
                tails.stream().mapToLong(Tail::repeated).sum(),
                tails.stream().mapToLong(Tail::disordered).sum(),
                rolledBack.get(),
                cuts.get());
    }

    private void write(Random random) {
        try {
            writeUntilEnough(random);
        } finally {
            writers.countDown();
        }
    }

    private void writeUntilEnough(Random random) {
        while (writing.get()) {
            SyncClient replica = replicas.get(random.nextInt(replicas.size()));
            if (random.nextDouble() < ROLLBACKS) {
                rollBack(replica);
            } else {
                push(replica, 1 + random.nextInt(BATCH_MAX));
            }
            if (acknowledged.size() >= writesMin) {
                writing.set(false);
            }
        }
    }

    private void push(SyncClient replica, int count) {
        var uids = new ArrayList<UUID>();
        var items = new ArrayList<String>();
        for (int item = 0; item < count; item++) {
            uids.add(UUID.randomUUID());
            items.add("{\"uid\":\"" + uids.getLast() + "\",\"updatedTs\":\"2026-01-02T08:00:00Z\"}");
        }
        Reply acks = Persistent.send(() -> replica.push("notes", items));
        if (acks.status() != 200
                || acks.body().contains("\"error\"")
                || acks.body().contains("\"applied\":false")) {
            throw new AssertionError("not taken: " + acks);
        }
        acknowledged.addAll(uids);
    }

    /// Changes a missing item, which takes a number and gives it back.
    private void rollBack(SyncClient replica) {
        Reply reply = Persistent.send(() ->
                replica.send(Call.of("PATCH", "/v1/notes/" + UUID.randomUUID()).json("{}")));
        if (reply.status() != 404) {
            throw new AssertionError(reply.toString());
        }
        rolledBack.incrementAndGet();
    }

    private void cut() {
        while (writing.get()) {
            database.cutConnections(CUT_SHARE);
            cuts.incrementAndGet();
            Await.pause(BETWEEN_CUTS);
        }
    }
}
