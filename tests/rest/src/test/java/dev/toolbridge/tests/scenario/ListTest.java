package dev.toolbridge.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListTest {
    private static final EntityType NOTE = Entities.named("note");

    @ParameterizedTest
    @MethodSource("types")
    void pagesHoldEverythingOnceInTheOrderOfLastChange(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        var uids = create(world, 7);
        world.send("PATCH", "/v1/<plural>/" + uids.get(2), "{\"<text>\":\"later\"}");
        var expected = new ArrayList<>(uids);
        expected.add(expected.remove(2));

        assertThat(turn(world, "limit=3")).isEqualTo(expected);
        assertThat(turn(world, "limit=3&order=changed.asc")).isEqualTo(expected);
        assertThat(turn(world, "limit=1&order=changed.desc")).isEqualTo(expected.reversed());
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyPageWithEntriesHasACursorAndTheLastSaysSo(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        create(world, 4);
        var first = list(world, "limit=2");
        var second = list(world, "limit=2&cursor=" + cursor(first));
        var third = list(world, "limit=2&cursor=" + cursor(second));

        assertThat(List.of(hasMore(first), hasMore(second), hasMore(third))).containsExactly(true, false, false);
        assertThat(uids(second)).hasSize(2);
        assertThat(uids(third)).isEmpty();
        assertThat(third.at("/nextCursor").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("types")
    void aCursorIsACheckpointFromWhichLaterChangesAreSeen(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        var uids = create(world, 3);
        String checkpoint = cursor(list(world, "includeDeleted=true"));

        world.send("DELETE", "/v1/<plural>/" + uids.getFirst());
        String fresh = world.create();

        assertThat(uids(list(world, "includeDeleted=true&cursor=" + checkpoint)))
                .containsExactly(uids.getFirst(), fresh);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aCursorAnswersItsOwnQuestionOnly(EntityType type) {
        var world = new World(RunningApi.instance(), type);
        create(world, 2);
        String cursor = cursor(list(world, "limit=1"));
        var otherType = new World(
                RunningApi.instance(), Entities.ALL.get((Entities.ALL.indexOf(type) + 1) % Entities.ALL.size()));

        assertThat(list(world, "order=changed.desc&cursor=" + cursor)
                        .at("/code")
                        .asText())
                .isEqualTo("invalid_cursor");
        assertThat(list(world, "includeDeleted=true&cursor=" + cursor)
                        .at("/code")
                        .asText())
                .isEqualTo("invalid_cursor");
        assertThat(list(otherType, "cursor=" + cursor).status()).isIn(400, 409);
        assertThat(list(world, "cursor=" + tampered(cursor)).status()).isIn(400, 409);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aCursorOfSomebodyElseOpensNothing(EntityType type) {
        var owner = new World(RunningApi.instance(), type);
        create(owner, 2);
        var stranger = new World(RunningApi.instance(), type);
        create(stranger, 1);

        var reply = list(stranger, "cursor=" + cursor(list(owner, "limit=1")));

        assertThat(reply.status()).isIn(400, 409);
    }

    @Test
    void limitsHoldAtTheirEdges() {
        var world = new World(RunningApi.instance(), NOTE);
        create(world, 1_002);

        assertThat(uids(list(world, ""))).hasSize(500);
        assertThat(uids(list(world, "limit=0"))).hasSize(500);
        assertThat(uids(list(world, "limit=-1"))).hasSize(500);
        assertThat(uids(list(world, "limit=many"))).hasSize(500);
        assertThat(uids(list(world, "limit=1"))).hasSize(1);
        assertThat(uids(list(world, "limit=999"))).hasSize(999);
        assertThat(uids(list(world, "limit=1000"))).hasSize(1_000);
        assertThat(uids(list(world, "limit=1001"))).hasSize(1_000);
        assertThat(turn(world, "limit=400")).hasSize(1_002).doesNotHaveDuplicates();
    }

    static Stream<EntityType> types() {
        return Entities.ALL.stream();
    }

    private static List<String> create(World world, int count) {
        return IntStream.range(0, count).mapToObj(_ -> world.create()).toList();
    }

    /// The uids of all pages.
    private static List<String> turn(World world, String query) {
        var all = new ArrayList<String>();
        var page = list(world, query);
        all.addAll(uids(page));
        while (hasMore(page)) {
            page = list(world, query + "&cursor=" + cursor(page));
            all.addAll(uids(page));
        }
        return all;
    }

    private static Reply list(World world, String query) {
        return world.send("GET", "/v1/<plural>?" + query);
    }

    private static List<String> uids(Reply page) {
        assertThat(page.status()).as(page::toString).isEqualTo(200);
        return page.at("/items").findValuesAsText("uid").isEmpty() ? List.of() : items(page);
    }

    private static List<String> items(Reply page) {
        var uids = new ArrayList<String>();
        page.at("/items").forEach(item -> uids.add(item.path("uid").textValue()));
        return uids;
    }

    private static String cursor(Reply page) {
        return URLEncoder.encode(page.at("/nextCursor").textValue(), StandardCharsets.UTF_8);
    }

    private static boolean hasMore(Reply page) {
        return page.at("/hasMore").booleanValue();
    }

    private static String tampered(String cursor) {
        int middle = cursor.length() / 2;
        return cursor.substring(0, middle) + (cursor.charAt(middle) == 'A' ? 'B' : 'A') + cursor.substring(middle + 1);
    }
}
