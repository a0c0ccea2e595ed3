package dev.toolbridge.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Many writers of one item: no write is lost, and only one wins each version.
class WritersTest {
    private static final int WRITERS = 64;

    @ParameterizedTest
    @MethodSource("types")
    void patchesOfDifferentFieldsAllSurvive(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        String item = world.fill("/v1/<plural>/<live>");

        var replies = atOnce(n -> world.send(Call.of("PATCH", item).json("{\"field" + n + "\":" + n + "}")));

        assertThat(replies).extracting(Reply::status).containsOnly(200);
        assertThat(replies).extracting(reply -> reply.at("/version").asInt()).doesNotHaveDuplicates();
        var last = world.send("GET", item);
        assertThat(last.at("/version").asInt()).isEqualTo(WRITERS + 1);
        assertThat(IntStream.range(0, WRITERS))
                .allSatisfy(
                        n -> assertThat(last.at("/payload/field" + n).asInt(-1)).isEqualTo(n));
    }

    @ParameterizedTest
    @MethodSource("types")
    void aVersionIsWonByExactlyOneOfItsWriters(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        String item = world.fill("/v1/<plural>/<live>");

        var replies = atOnce(
                n -> world.send(Call.of("PATCH", item).with("If-Match", "\"1\"").json("{\"winner\":" + n + "}")));

        assertThat(replies).extracting(Reply::status).containsOnly(200, 412);
        var winners = replies.stream().filter(reply -> reply.status() == 200).toList();
        assertThat(winners).hasSize(1);
        assertThat(world.send("GET", item).at("/payload/winner"))
                .isEqualTo(winners.getFirst().at("/payload/winner"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void oneOfManyCreatesOfAUidMakesIt(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        String body = world.fill("{<fields>,\"uid\":\"<fresh>\"}");

        var replies =
                atOnce(_ -> world.send(Call.of("POST", "/v1/" + type.plural()).json(body)));

        assertThat(replies).extracting(Reply::status).containsOnly(200, 201);
        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(replies).extracting(reply -> reply.at("/version").asInt()).containsOnly(1);
    }

    @ParameterizedTest
    @MethodSource("types")
    void oneOfManyDeletesDeletes(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        String item = world.fill("/v1/<plural>/<live>");

        var replies = atOnce(_ -> world.send("DELETE", item));

        assertThat(replies).extracting(Reply::status).containsOnly(200, 410);
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
    }

    static Stream<EntityType> types() {
        return Entities.ALL.stream();
    }

    private static List<Reply> atOnce(IntFunction<Reply> writer) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, WRITERS)
                    .mapToObj(n -> threads.submit(() -> writer.apply(n)))
                    .toList();
            return running.stream().map(WritersTest::result).toList();
        }
    }

    private static Reply result(Future<Reply> running) {
        try {
            return running.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writers ran", stopped);
        } catch (ExecutionException failed) {
            throw new AssertionError("a writer failed", failed);
        }
    }
}
