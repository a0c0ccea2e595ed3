package dev.toolbridge.tests.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BackupTest {
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final int NOTES_BEFORE_BACKUP = 200;
    private static final String READER = "writer-0";

    @Test
    void takenUnderLoadIsRestoredAndOldCursorsAreNotTakenForNewOnes() {
        var origin = TenantDatabase.fresh();
        var target = TenantDatabase.fresh();
        try (var container = RunningContainer.start(origin);
                var writers = Writers.start(container, NOTES_BEFORE_BACKUP)) {
            Set<String> before = new TreeSet<>(writers.answered());
            run(container, origin, "backup", "one");
            writers.end();
            String cursor = page(container, "").at("/nextCursor").asText();
            assertThat(cursor).isNotEmpty();
            assertThat(page(container, "&cursor=" + cursor).status()).isEqualTo(200);
            run(container, origin, "verify", "one");

            assertThat(run(container, target, "restore", "one")).contains("restored");
            run(container, target, "backup", "two");
            assertThat(hashes(container, "two")).hasSizeGreaterThan(3).isEqualTo(hashes(container, "one"));
            assertThat(target.titles()).containsAll(before);
            assertThat(writers.answered()).containsAll(target.titles());
            assertCursorIsOld(container, target, cursor);
        }
    }

    /// Requires that the same server on the restored database refuses the old cursor.
    private static void assertCursorIsOld(RunningContainer container, TenantDatabase restored, String cursor) {
        container.control("stop", "api");
        var environment = new HashMap<>(container.environment());
        environment.putAll(restored.environment());
        try (var api = container.laidOut().start("toolbridge-api", environment)) {
            Await.until(START_MAX, () -> RunningContainer.isReady(container.api()), api::output);
            assertThat(page(container, "").status()).isEqualTo(200);
            Reply refused = page(container, "&cursor=" + cursor);
            assertThat(refused.body()).contains("resync_required");
            assertThat(refused.status()).isEqualTo(409);
        }
    }

    private static String run(RunningContainer container, TenantDatabase database, String command, String folder) {
        String path = container.laidOut().run().resolve(folder).toString();
        return container.laidOut().output("toolbridge-backup", database.environment(), command, path);
    }

    /// The hash of each table's rows, except for `space_head`, whose incarnations are new.
    private static Map<String, String> hashes(RunningContainer container, String folder) {
        var manifest = JsonValues.parse(
                Checkout.text(container.laidOut().run().resolve(folder).resolve("manifest.json")));
        var hashes = new TreeMap<String, String>();
        manifest.path("tables")
                .forEach(table -> hashes.put(
                        table.path("name").asText(), table.path("sha256").asText()));
        hashes.remove("space_head");
        return hashes;
    }

    private static Reply page(RunningContainer container, String more) {
        return container
                .api()
                .send(Call.of("GET", "/v1/notes?limit=5" + more)
                        .with("Authorization", "Bearer " + container.tokens().of(READER)));
    }
}
