package dev.toolbridge.tenants.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.store.Creation;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.TestControl;
import dev.toolbridge.tenants.store.TestPlan;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server is killed while it records: at the boundary of two steps, between an effect and its record, and before the
/// end of the operation.
class RecordTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final TestControl control = new TestControl();
    private final DatabaseUrl outsideUrl = OutsideWorld.found();
    private final OutsideWorld outside = new OutsideWorld(outsideUrl);
    private final Engine watcher = new Engine(control.database(), new Catalogue(List.of()), EngineWorld.QUICK);

    @AfterEach
    void close() {
        watcher.close();
        outside.close();
        control.close();
    }

    @ParameterizedTest
    @CsvSource({"step_started, two, 1", "step_done, two, 2", "step_done, three, 3", "succeeded, '', 3"})
    void goesOnAfterAKillInTheMiddleOfARecord(String event, String step, int effects) throws Exception {
        Operation operation;
        try (Connection holder = holding(event, step);
                EngineProcess server = start()) {
            operation = provision();
            while (waiting() == 0) {
                pause();
            }
            server.kill();
            assertThat(outside.steps(label(operation))).hasSize(effects);
            holder.createStatement().execute("SELECT pg_advisory_unlock(42)");
        }
        control.alter("DROP TRIGGER held ON operation_event");
        try (EngineProcess _ = start()) {
            Operation ended = watcher.watch().ended(operation.id(), LONG).orElseThrow();
            assertThat(ended.status()).isEqualTo(OperationStatus.SUCCEEDED);
            assertThat(outside.steps(label(operation))).containsExactly("one", "three", "two");
        }
    }

    /// Lets the server's record of an event wait for a lock that this connection has.
    private Connection holding(String event, String step) throws Exception {
        control.alter("""
                CREATE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  IF NEW.what = TG_ARGV[0] AND COALESCE(NEW.step, '') = TG_ARGV[1] THEN
                    PERFORM pg_advisory_xact_lock(42);
                  END IF;
                  RETURN NEW;
                END
                $$""");
        control.alter("CREATE TRIGGER held BEFORE INSERT ON operation_event FOR EACH ROW EXECUTE FUNCTION"
                + " wait_for_test('" + event + "', '" + step + "')");
        Connection holder = TestPostgres.connect(control.login());
        holder.createStatement().execute("SELECT pg_advisory_lock(42)");
        return holder;
    }

    private int waiting() {
        return control.database()
                .single(
                        "SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database"
                                + " WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()",
                        _ -> true)
                .size();
    }

    private static void pause() {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
                .join();
    }

    private Operation provision() {
        var order = TestPlan.order(EngineProgram.asked(TestPlan.PROVISION));
        return ((Creation.Created) control.tenants().create(TestPlan.tenant("recorded"), order, Origin.OURS))
                .operation();
    }

    private EngineProcess start() {
        return EngineProcess.start(new EngineProcess.Setting(control.login(), outsideUrl, "quick", 0));
    }

    private static String label(Operation operation) {
        return operation.tenant() + "/" + operation.id();
    }
}
