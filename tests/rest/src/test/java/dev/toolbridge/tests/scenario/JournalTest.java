package dev.toolbridge.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The journal has every write once, with its author and its result.
class JournalTest {

    @ParameterizedTest
    @MethodSource("types")
    void everyWriteIsToldOnceNewestFirst(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        String item = world.fill("/v1/<plural>/<live>");
        List<Reply> writes = List.of(
                world.send("PATCH", item, "{\"step\":\"patched\"}"),
                world.send("PUT", item, "{<parents><comma>\"step\":\"replaced\"}"),
                world.send("POST", item + "/archive", "{}"),
                world.send("POST", item + "/process", "{\"action\":\"<action>\"}"),
                world.send("DELETE", item));

        var entries = history(world, item + "/history");

        assertThat(entries).extracting(entry -> entry.path("version").asInt()).containsExactly(6, 5, 4, 3, 2, 1);
        assertThat(entries).extracting(entry -> entry.path("seq").asLong()).doesNotHaveDuplicates();
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.path("at").asText()).matches(Scenario.INSTANT));
        for (int i = 0; i < writes.size(); i++) {
            var write = writes.get(writes.size() - 1 - i);
            assertThat(entries.get(i).path("payload")).isEqualTo(write.at("/payload"));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void theJournalSaysWhoDidItAndWhatWasClaimed(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        String item = world.fill("/v1/<plural>/<live>");
        world.send(Call.of("POST", item + "/archive")
                .with(WireHeader.CLIENT, "an assistant")
                .with(WireHeader.TOOL, "archive_" + type.name())
                .with(WireHeader.RUN, "run-7")
                .with(WireHeader.CORRELATION, "find-me"));

        var entry = history(world, item + "/history").getFirst();

        assertThat(entry.findValue("user").asText()).isEqualTo(world.user());
        assertThat(entry.findValue("claimed_client").asText()).isEqualTo("an assistant");
        assertThat(entry.findValue("claimed_tool").asText()).isEqualTo("archive_" + type.name());
        assertThat(entry.findValue("claimed_run").asText()).isEqualTo("run-7");
        assertThat(entry.findValue("correlation_id").asText()).isEqualTo("find-me");
    }

    @ParameterizedTest
    @MethodSource("types")
    void theMetadataOfAnActionIsInTheJournalOnly(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        String item = world.fill("/v1/<plural>/<live>");
        var reply = world.send("POST", item + "/process", "{\"action\":\"<action>\",\"metadata\":{\"why\":\"so\"}}");

        assertThat(reply.json().findValue("why")).isNull();
        var entry = history(world, item + "/history").getFirst();
        assertThat(entry.findValue("metadata")).as(entry::toString).isNotNull();
        assertThat(entry.findValue("why").asText()).isEqualTo("so");
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsRefusedLeavesNoTrace(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        String item = world.fill("/v1/<plural>/<live>");
        var refused = List.of(
                world.send(Call.of("PATCH", item).with("If-Match", "9").json("{}")),
                world.send("PATCH", item, "{\"a\":1e100000}"),
                world.send("POST", item + "/process", "{\"action\":\"fly\"}"),
                world.send(
                        Call.of("PATCH", item).with(WireHeader.SYNC_EPOCH, "2").json("{}")));

        assertThat(refused).extracting(Reply::status).containsExactly(412, 400, 400, 409);
        assertThat(history(world, item + "/history")).hasSize(1);
        assertThat(world.send("GET", item).at("/version").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("types")
    void historyHasPages(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        String item = world.fill("/v1/<plural>/<changed>");
        world.send("PATCH", item, "{}");

        var first = world.send("GET", item + "/history?limit=2");
        var second = world.send(
                "GET",
                item + "/history?limit=2&cursor=" + first.at("/nextCursor").asText());

        assertThat(versions(first)).containsExactly(3, 2);
        assertThat(first.at("/hasMore").asBoolean()).isTrue();
        assertThat(versions(second)).containsExactly(1);
        assertThat(second.at("/hasMore").asBoolean()).isFalse();
    }

    static Stream<EntityType> types() {
        return Entities.ALL.stream();
    }

    private static List<JsonNode> history(World world, String path) {
        var reply = world.send("GET", path);
        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        var entries = new ArrayList<JsonNode>();
        reply.at("/items").forEach(entries::add);
        return entries;
    }

    private static List<Integer> versions(Reply page) {
        var versions = new ArrayList<Integer>();
        page.at("/items").forEach(entry -> versions.add(entry.path("version").asInt()));
        return versions;
    }
}
