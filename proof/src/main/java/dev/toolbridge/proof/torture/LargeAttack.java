package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/// Large operations, each beside a user of the same space: both succeed, and neither waits long.
final class LargeAttack {
    private static final int ITEMS = 1_000_000;
    private static final int ITEMS_IN_SHORT = 3_000;
    private static final Duration END_MAX = Duration.ofMinutes(30);

    /// The longest allowed wait of others for a lock; a build beside ten others is allowed more.
    private static final int WAIT_MAX_MS = 200;
    private static final int WAIT_MAX_IN_SHORT_MS = 2_000;

    private static final int WARMING = 200;

    private LargeAttack() {}

    static String runWipe(Plan plan) {
        var database = ApiDatabase.fresh();
        try (RunningApi api = database.start()) {
            SyncClient user = SyncClient.of(api);
            LargeSpace space = spaceOf(user, database);
            space.addNotes(items(plan), "1 hour");
            var watch = new LockWatch(database);
            var writer = new Bystander(() -> create(user));
            long start = System.nanoTime();
            require(user.wipe(), 200);
            long answeredMs = millisSince(start);
            Await.until(END_MAX, () -> space.rows("wiped_space") == 0, () -> "not cleaned");
            String figures = watch.figures(waitMaxMs(plan));
            long written = writer.turns();
            requireEqual("items", space.rows("change") - 1, space.rows("item"));
            return items(plan) + " items wiped, answered in " + answeredMs + " ms, cleaned in " + figures + ", "
                    + written + " writes beside it, failures 0";
        }
    }

    static String runRelease(Plan plan) {
        int tasks = plan.size(50_000, 2_500);
        var database = ApiDatabase.fresh();
        try (RunningApi api = database.start()) {
            SyncClient user = SyncClient.of(api);
            LargeSpace space = spaceOf(user, database);
            String list =
                    require(user.post("/v1/task_lists", "{}"), 201).at("/uid").asText();
            space.addTasksIn(list, tasks);
            space.addNotes(items(plan) - tasks, "1 hour");
            var watch = new LockWatch(database);
            var writer = new Bystander(() -> create(user));
            long start = System.nanoTime();
            require(user.send(Call.of("DELETE", "/v1/task_lists/" + list)), 200);
            long answeredMs = millisSince(start);
            Await.until(END_MAX, () -> space.rows("pending_release") == 0, () -> "not released");
            String figures = watch.figures(waitMaxMs(plan));
            long written = writer.turns();
            requireEqual(
                    "released",
                    tasks,
                    database.number("SELECT count(*) FROM change WHERE operation = 'release' AND version = 2"));
            requireEqual(
                    "referring",
                    0,
                    database.number("SELECT count(*) FROM item WHERE type = 'task' AND parent_uid = '" + list + "'"));
            return tasks + " tasks released, answered in " + answeredMs + " ms, all in " + figures + ", " + written
                    + " writes beside it, failures 0";
        }
    }

    static String runSweep(Plan plan) {
        int due = plan.size(500_000, 2_500);
        var database = ApiDatabase.fresh();
        try (RunningApi api = database.start()) {
            SyncClient user = SyncClient.of(api);
            LargeSpace space = spaceOf(user, database);
            database.executeAcrossTenants("UPDATE change SET at = at - interval '91 days'");
            space.addNotes(due, "91 days");
            database.executeAcrossTenants("UPDATE item SET version = 2 WHERE version = 1");
            space.addNotes(items(plan) - due, "1 hour");
            var watch = new LockWatch(database);
            var writer = new Bystander(() -> create(user));
            Crowd.of(2, _ -> sweep(space));
            String figures = watch.figures(waitMaxMs(plan));
            long written = writer.turns();
            requireEqual(
                    "changes",
                    items(plan) - due,
                    database.number("SELECT count(*) FROM change WHERE request = 'fill'"));
            return due + " changes swept by two in " + figures + ", " + written + " writes beside it, failures 0";
        }
    }

    static String runMigration(Plan plan) {
        var database = ApiDatabase.ofSchema(3);
        LargeSpace space = LargeSpace.of(database);
        space.addNotes(items(plan), "1 hour");
        var watch = new LockWatch(database);
        var reader = new Bystander(() -> read(space));
        try (RunningApi api = database.start()) {
            String figures = watch.figures(waitMaxMs(plan));
            long reads = reader.turns();
            requireEqual("items", items(plan), space.rows("item"));
            return items(plan) + " items from schema 3 in " + figures + ", " + reads
                    + " reads beside it, failures 0, ready: " + api.isReady();
        }
    }

    /// The user's space, after enough requests to warm the server up.
    private static LargeSpace spaceOf(SyncClient user, ApiDatabase database) {
        for (int times = 0; times < WARMING; times++) {
            create(user);
        }
        return new LargeSpace(
                database,
                database.text("SELECT tenant_id FROM space_head"),
                UUID.fromString(database.text("SELECT space_id FROM space_head")));
    }

    private static void create(SyncClient user) {
        require(user.with("", "").post("/v1/notes", "{\"title\":\"beside\"}"), 201);
    }

    /// Sweeps as a server does; of two sweepers, one sometimes finds the space in use.
    private static long sweep(LargeSpace space) {
        long parts = 0;
        try (Connection connection = space.database().connect();
                var statement = connection.prepareStatement("SELECT sweep_space(interval '90 days', ?, ?, ?)")) {
            statement.setString(1, space.tenant());
            statement.setObject(2, space.id());
            String swept = "";
            while (!swept.equals("nothing")) {
                statement.setBoolean(3, swept.equals("busy"));
                var row = statement.executeQuery();
                row.next();
                swept = row.getString(1);
                parts++;
            }
            return parts;
        } catch (SQLException failed) {
            throw new AssertionError("a sweep failed", failed);
        }
    }

    /// Reads like a server of any release, on its plans and within its deadlines.
    private static void read(LargeSpace space) {
        try (Connection connection = space.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '2s'; SET statement_timeout = '5s'; SET enable_seqscan = off;"
                    + " SELECT set_config('app.tenant', 'large', false), set_config('app.space', '" + space.id()
                    + "', false)");
            for (int reads = 0; reads < 20; reads++) {
                statement.executeQuery("SELECT * FROM item WHERE tenant_id = 'large' AND space_id = '" + space.id()
                        + "' AND type = 'note' AND uid = '" + UUID.randomUUID() + "'");
                statement.executeQuery("SELECT seq FROM space_head");
                statement.execute("UPDATE space_head SET seq = seq + 1");
            }
        } catch (SQLException failed) {
            throw new AssertionError("a reader failed", failed);
        }
    }

    private static Reply require(Reply reply, int status) {
        if (reply.status() != status) {
            throw new AssertionError(reply.toString());
        }
        return reply;
    }

    private static void requireEqual(String what, long expected, long found) {
        if (expected != found) {
            throw new AssertionError(what + ": expected " + expected + ", found " + found);
        }
    }

    private static int items(Plan plan) {
        return plan.size(ITEMS, ITEMS_IN_SHORT);
    }

    private static long waitMaxMs(Plan plan) {
        return plan.size(WAIT_MAX_MS, WAIT_MAX_IN_SHORT_MS);
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
