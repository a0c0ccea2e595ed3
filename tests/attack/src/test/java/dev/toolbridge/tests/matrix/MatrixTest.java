package dev.toolbridge.tests.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.attack.Guard;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No route gives a user the data of another.
class MatrixTest {
    private static final int ATTEMPTS = 10_000;

    private static final Logger LOG = System.getLogger(MatrixTest.class.getName());

    @Test
    void nothingLeaks() {
        var api = RunningApi.instance();
        var matrix = Matrix.on(api.server(), api.tokens());
        matrix.victim().propose();
        var before = matrix.victim().estate();

        var outcome = matrix.play(_ -> true).and(matrix.repeat()).and(matrix.wipe());

        LOG.log(
                Level.INFO,
                "{0} attempts, {1} leaks",
                outcome.attempts(),
                outcome.leaks().size());
        assertThat(outcome.leaks()).isEmpty();
        assertThat(outcome.attempts()).isGreaterThanOrEqualTo(ATTEMPTS);
        assertThat(matrix.victim().estate()).isEqualTo(before);
    }

    @Test
    void everyEntityTypeIsInTheTable() {
        var routes = TableRoute.of(RunningApi.instance().server());
        assertThat(routes.stream().map(TableRoute::subject))
                .containsAll(Entities.ALL.stream().map(EntityType::plural).toList())
                .contains("sync", "keys", "audit", "batch");
    }

    /// The victim's own answers contain the canary; so the test would notice a leak.
    @Test
    void theVictimSeesTheCanary() {
        var api = RunningApi.instance();
        var victim = Matrix.on(api.server(), api.tokens()).victim();
        for (EntityType type : Entities.ALL) {
            String list = "/v1/" + type.plural();
            for (String path : List.of(list, list + "/" + victim.uid(type.plural()))) {
                assertThat(victim.asked(Call.of("GET", path)).body()).as(path).contains(Victim.CANARY);
            }
        }
        var batch = Call.of("POST", "/v1/batch").json(Bodies.batch(victim.uid("notes"), victim));
        assertThat(victim.asked(batch).body()).contains(Victim.CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new Space(\"everybody\", user)", "new Space(tenant, new UUID(0, 0))"})
    void aServerThatMixesSpacesUpIsFoundOut(String without) {
        var guard = Guard.ofApi("access/Caller.java", "new Space(tenant, user)", without);
        var instance = RunningApi.instance();
        try (var api = instance.startAgain(List.of(guard.gap()))) {
            var matrix = Matrix.on(api.server(), api.tokens());
            var outcome = matrix.play(route -> route.path().equals("/v1/notes/{uid}"));
            assertThat(outcome.leaks()).hasSizeGreaterThan(outcome.attempts() / 20);
        }
    }
}
