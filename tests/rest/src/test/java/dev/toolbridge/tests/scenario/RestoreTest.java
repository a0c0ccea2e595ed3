package dev.toolbridge.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Parent;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An earlier version comes back as a new one, and the history stays as it was.
class RestoreTest {
    private static final String UNSEEN =
            "\"unseen\":[9007199254740993,0.1000000000000000055,null,{\"\":1,\"a/b~\":[]}]";

    @ParameterizedTest
    @MethodSource("types")
    void everyVersionOfALifeComesBack(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        String item = world.fill("/v1/<plural>/<live>");
        world.send("PATCH", item, "{\"<text>\":\"second\"," + UNSEEN + "}");
        world.send("PUT", item, "{<parents><comma>\"<text>\":\"third\"}");
        world.send("POST", item + "/archive", "{}");
        world.send("DELETE", item);
        List<Reply> before = versions(world, item, 5);

        for (int version = 1; version <= 5; version++) {
            var reply = world.send("POST", item + "/restore", "{\"version\":" + version + "}");
            assertThat(reply.status()).as(reply::toString).isEqualTo(200);
            assertThat(reply.at("/deletedAt").isMissingNode()).isTrue();
            var changed = world.send("GET", item + "/history/" + reply.at("/version") + "/diff?from=" + version);
            assertThat(changed.at("/changed")).as(changed::toString).isEmpty();
        }

        assertThat(versions(world, item, 5)).extracting(Reply::body).isEqualTo(texts(before));
        var newest = world.send("GET", item + "/history?limit=1").at("/items/0");
        assertThat(newest.path("operation").asText()).isEqualTo("restore");
        assertThat(newest.at("/metadata/version").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("types")
    void oneOfTwoRestoresOfAVersionWins(EntityType type) throws Exception {
        var world = new World(RunningApi.instance(), type);
        String item = world.fill("/v1/<plural>/<changed>");
        Call call = Call.of("POST", item + "/restore").with("If-Match", "\"2\"").json("{\"version\":1}");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, 16)
                    .mapToObj(_ -> threads.submit(() -> world.send(call).status()))
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var one : running) {
                statuses.add(one.get());
            }
            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        }
        assertThat(world.send("GET", item).at("/version").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aChildComesBackOnlyToItsParent(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        String item = world.fill("/v1/<plural>/<deleted>");
        String parent =
                world.fill(type.name().equals("chat_message") ? "/v1/chats/<liveChat>" : "/v1/notes/<liveNote>");
        boolean isChild = !(type.parent() instanceof Parent.None) && !(type.parent() instanceof Parent.Loose);
        world.send("DELETE", parent);

        var orphan = world.send("POST", item + "/restore", "{\"version\":1}");
        assertThat(orphan.status()).as(orphan::toString).isEqualTo(isChild ? 400 : 200);
        if (isChild) {
            assertThat(orphan.at("/code").asText()).isEqualTo("parent_missing");
            assertThat(world.send("GET", item).status()).isEqualTo(410);
            world.send("POST", parent + "/restore", "{\"version\":1}");
            assertThat(world.send("POST", item + "/restore", "{\"version\":1}").status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void anItemIsShownAsItWas(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        String item = world.fill("/v1/<plural>/<changed>");
        world.send("DELETE", item);
        world.send("POST", item + "/restore", "{\"version\":1}");
        JsonNode entries = world.send("GET", item + "/history").at("/items");

        for (JsonNode entry : entries) {
            int version = entry.path("version").asInt();
            for (String moment :
                    List.of(entry.path("seq").asText(), entry.path("at").asText())) {
                var then = world.send("GET", item + "?includeDeleted=true&asOf=" + moment);
                assertThat(then.at("/payload")).as(moment + then).isEqualTo(entry.path("payload"));
                assertThat(then.header("ETag")).hasValue("\"" + version + "\"");
                assertThat(then.at("/deletedAt").isMissingNode()).isEqualTo(version != 3);
            }
            assertThat(world.send("GET", item + "?asOf=" + entry.path("seq")).status())
                    .isEqualTo(version == 3 ? 410 : 200);
        }
        long first = entries.get(3).path("seq").asLong();
        assertThat(world.send("GET", item + "?asOf=" + (first - 1)).status()).isEqualTo(404);
    }

    @Test
    void largeAndDeepPayloadsAreComparedAndComeBack() {
        var world = new World(RunningApi.instance(), Entities.named("note"));
        String item = world.fill("/v1/notes/<live>");
        String digits = "9".repeat(1_000);
        String deep = "[".repeat(62) + digits + "]".repeat(62);
        String lines = "line\\n".repeat(1_040_000 / 6);
        world.send("PUT", item, "{\"content\":\"" + lines + "\"}");
        world.send("PUT", item, "{\"content\":\"" + "other\\n".repeat(1_040_000 / 7) + "\"}");
        world.send("PUT", item, "{\"deep\":" + deep + "}");
        world.send("PUT", item, "{\"deep\":" + deep.replace("9]", "8]") + "}");

        var begun = Instant.now();
        var large = world.send("GET", item + "/history/3/diff");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(large.at("/text/content")).isEqualTo(JsonValues.parse("{\"omitted\":true}"));
        assertThat(large.at("/patch/0/value").asText()).startsWith("other");
        var inside = world.send("GET", item + "/history/5/diff");
        assertThat(inside.at("/patch/0/path").asText()).isEqualTo("/deep" + "/0".repeat(62));
        assertThat(inside.body()).contains("9".repeat(999) + "8");
        var restored = world.send("POST", item + "/restore", "{\"version\":2}");
        assertThat(restored.status()).isEqualTo(200);
        assertThat(restored.at("/payload/content").asText()).startsWith("line");
        assertThat(world.send("POST", item + "/restore", "{\"version\":4}").body())
                .contains(deep);
    }

    static Stream<EntityType> types() {
        return Entities.ALL.stream();
    }

    private static List<Reply> versions(World world, String item, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(version -> world.send("GET", item + "/history/" + version))
                .toList();
    }

    private static List<String> texts(List<Reply> replies) {
        return replies.stream().map(Reply::body).toList();
    }
}
