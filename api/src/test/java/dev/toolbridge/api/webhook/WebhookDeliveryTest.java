package dev.toolbridge.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.Await;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Events on their way from the journal to receivers, good ones and bad ones.
class WebhookDeliveryTest {
    private static HookWorld world;
    private Receiver receiver;

    @BeforeAll
    static void start() throws InterruptedException {
        world = new HookWorld();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void listen() throws IOException {
        receiver = Receiver.start();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void eventsAreWhatHasHappened() throws Exception {
        String project = world.project("events");
        world.webhook(project, receiver.url(), "*");
        JsonNode note = world.note(project, "first");
        String path = "/v1/spaces/" + project + "/notes/" + note.path("uid").asText();
        world.patch(path, "{\"title\":\"second\"}");
        assertThat(world.server.delete(path, world.token).statusCode()).isEqualTo(200);
        String milestone = world.post(201, "/v1/spaces/" + project + "/milestones", Map.of("title", "beta"))
                .path("uid")
                .asText();
        world.post(
                200,
                "/v1/spaces/" + project + "/milestones/" + milestone + "/process",
                Map.of("action", "complete"));

        List<Receiver.Received> all = receiver.awaitCount(5);

        assertThat(inOrder(all).stream().map(Receiver.Received::event))
                .containsExactly(
                        "note.created", "note.updated", "note.deleted", "milestone.created", "milestone.completed");
        assertChained(inOrder(all));
        JsonNode first = inOrder(all).getFirst().json();
        assertThat(first.at("/data/payload/title").asText()).isEqualTo("first");
        assertThat(first.at("/data/uid")).isEqualTo(note.path("uid"));
        assertThat(first.at("/actor/user").asText()).isEqualTo("ann");
        assertThat(first.path("project_id").asLong()).isPositive();
        assertThat(all.getFirst().header("X-FlukeBase-Project-ID"))
                .isEqualTo(first.path("project_id").asText());
        assertThat(all).allSatisfy(one -> {
            assertThat(one.header("webhook-id")).isEqualTo(one.id());
            assertThat(one.header("X-FlukeBase-Delivery-ID")).isEqualTo(one.id());
            assertThat(one.header("X-FlukeBase-Event")).isEqualTo(one.event());
        });
    }

    @Test
    void aPatternTakesItsEventsOnlyAndNamesTheOneBefore() throws Exception {
        String project = world.project("patterns");
        world.webhook(project, receiver.url(), "milestone.*", "note.deleted");
        world.note(project, "not for them");
        for (String title : List.of("one", "two")) {
            world.post(201, "/v1/spaces/" + project + "/milestones", Map.of("title", title));
            world.note(project, "between");
        }

        List<Receiver.Received> all = inOrder(receiver.awaitCount(2));

        assertThat(all.stream().map(Receiver.Received::event)).containsOnly("milestone.created");
        assertChained(all);
        assertThat(all.getLast().seq() - all.getLast().json().path("prev_seq").asLong())
                .isGreaterThan(1);
    }

    @Test
    void aLargePayloadIsLeftOut() throws Exception {
        String project = world.project("large");
        world.webhook(project, receiver.url(), "note.created");
        world.note(project, "x".repeat(21_000));

        Receiver.Received large = receiver.awaitCount(1).getFirst();

        assertThat(large.body()).hasSizeLessThan(20_480);
        assertThat(large.json().at("/data/omitted").asBoolean()).isTrue();
        assertThat(large.json().at("/data/payload").isMissingNode()).isTrue();
        assertThat(large.json().at("/data/version").asLong()).isEqualTo(1);
    }

    @Test
    void aRefusedDeliveryIsTriedAgainUnderItsId() throws Exception {
        String project = world.project("again");
        var refusals = new AtomicInteger(1);
        receiver.answer(_ -> refusals.getAndDecrement() > 0 ? 503 : 200);
        JsonNode hook = world.webhook(project, receiver.url(), "note.*");
        world.note(project, "twice");
        awaitDelivery(project, hook, "pending");
        world.hasten(hook);

        List<Receiver.Received> both = receiver.awaitCount(2);

        assertThat(both.getFirst().id()).isEqualTo(both.getLast().id());
        assertThat(both.getFirst().body()).isEqualTo(both.getLast().body());
        JsonNode delivered = awaitDelivery(project, hook, "delivered");
        assertThat(delivered.path("attempts").asInt()).isEqualTo(2);
        assertThat(delivered.path("id").asText()).isEqualTo(both.getFirst().id());
    }

    @Test
    void aReceiverThatWasAwayForADayCatchesUp() throws Exception {
        String project = world.project("away");
        receiver.answer(_ -> 500);
        JsonNode hook = world.webhook(project, receiver.url(), "note.*");
        world.note(project, "first");
        receiver.awaitCount(1);
        awaitDelivery(project, hook, "pending");
        int port = receiver.port();
        receiver.close();
        IntStream.range(0, 60).forEach(number -> world.note(project, "away " + number));
        world.execute("UPDATE webhook SET failing_since = now() - interval '1 day'");
        world.execute("UPDATE webhook_delivery SET next_attempt_at = now() + interval '8 hours', attempts = 6"
                + " WHERE status = 'pending'");

        receiver = Receiver.startAt(port);
        world.note(project, "back");
        List<Receiver.Received> all =
                receiver.await(some -> some.stream().map(Receiver.Received::seq).distinct().count() >= 62);

        assertChained(inOrder(all));
        assertThat(world.get(HookWorld.path(project, hook)).has("failingSince")).isFalse();
    }

    @Test
    void aReceiverThatIsGoneIsNotCalledAnyMore() throws Exception {
        String project = world.project("gone");
        receiver.answer(_ -> 410);
        JsonNode hook = world.webhook(project, receiver.url(), "note.*");
        world.note(project, "first");

        Await.until(() -> !shown(project, hook).path("active").asBoolean(), Receiver.PATIENCE);

        assertThat(shown(project, hook).path("offReason").asText()).isEqualTo("gone");
        assertThat(world.get("/v1/audit?limit=100").toString())
                .contains("webhook.switched_off")
                .contains("\"program\":\"webhooks\"");
        receiver.answer(_ -> 200);
        world.note(project, "while it is off");
        world.patch(HookWorld.path(project, hook), "{\"active\":true}");
        assertChained(inOrder(receiver.awaitCount(3)));
        assertThat(shown(project, hook).has("offReason")).isFalse();
    }

    @Test
    void fiveDaysOfFailureSwitchItOff() throws Exception {
        String project = world.project("failing");
        receiver.answer(_ -> 500);
        JsonNode hook = world.webhook(project, receiver.url(), "note.*");
        world.note(project, "first");
        awaitDelivery(project, hook, "pending");
        String id = hook.path("id").asText();
        world.execute("UPDATE webhook SET failing_since = now() - interval '5 days 1 minute' WHERE id = '" + id + "'");

        world.note(project, "second");

        Await.until(() -> shown(project, hook).path("offReason").asText().equals("failing"), Receiver.PATIENCE);
    }

    @Test
    void theLastAttemptThatFailsIsTheEnd() throws Exception {
        String project = world.project("dead");
        receiver.answer(_ -> 500);
        JsonNode hook = world.webhook(project, receiver.url(), "note.*");
        world.note(project, "first");
        awaitDelivery(project, hook, "pending");
        String id = hook.path("id").asText();
        world.execute("UPDATE webhook_delivery SET attempts = 7 WHERE webhook_id = '" + id + "'");
        world.hasten(hook);

        JsonNode dead = awaitDelivery(project, hook, "dead");

        assertThat(dead.path("attempts").asInt()).isEqualTo(8);
        assertThat(dead.path("responseStatus").asInt()).isEqualTo(500);
        receiver.answer(_ -> 200);
        String again = HookWorld.path(project, hook) + "/deliveries/" + dead.path("id").asText() + "/redeliver";
        assertThat(world.post(202, again, Map.of()).path("attempts").asInt()).isZero();
        assertThat(awaitDelivery(project, hook, "delivered").path("id")).isEqualTo(dead.path("id"));
    }

    @Test
    void aReplaySendsTheSameEventsUnderTheSameIds() throws Exception {
        String project = world.project("replay");
        JsonNode hook = world.webhook(project, receiver.url(), "note.*");
        IntStream.range(0, 5).forEach(number -> world.note(project, "note " + number));
        List<Receiver.Received> before = inOrder(receiver.awaitCount(5));
        Await.until(() -> shown(project, hook).path("lastSeq").asLong() == before.getLast().seq(), Receiver.PATIENCE);

        long from = before.get(2).seq();
        JsonNode replay = world.post(202, HookWorld.path(project, hook) + "/replay", Map.of("fromSeq", from));

        assertThat(replay.path("replayed").asInt()).isEqualTo(3);
        assertThat(replay.path("hasMore").asBoolean()).isFalse();
        List<Receiver.Received> all = receiver.awaitCount(8);
        assertThat(all.stream().map(Receiver.Received::id).distinct()).hasSize(5);
        assertThat(inOrder(all.subList(5, 8)).stream().map(Receiver.Received::body).toList())
                .containsExactlyElementsOf(
                        before.subList(2, 5).stream().map(Receiver.Received::body).toList());
    }

    @Test
    void aReplayIsBoundedAndSaysWhereToGoOn() throws Exception {
        String project = world.project("bounded");
        JsonNode hook = world.webhook(project, receiver.url(), "note.*");
        world.note(project, "the only real one");
        receiver.awaitCount(1);
        Await.until(() -> shown(project, hook).path("lastSeq").asLong() > 0, Receiver.PATIENCE);
        long last = shown(project, hook).path("lastSeq").asLong();
        world.execute("""
                INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
                SELECT c.tenant_id, c.space_id, c.seq + n, 'note', gen_random_uuid(), 1, 'create', c.actor, '', '{}'
                FROM change c CROSS JOIN generate_series(1, 10000) n
                WHERE c.space_id = (SELECT space_id FROM webhook WHERE id = '%s') AND c.seq = %d;
                """.formatted(hook.path("id").asText(), last));
        world.execute("UPDATE space_head SET seq = %1$d WHERE space_id = (SELECT space_id FROM webhook WHERE id = '%2$s');"
                        .formatted(last + 10_000, hook.path("id").asText())
                + "UPDATE webhook SET cursor_seq = %d, last_seq = %1$d WHERE id = '%2$s'"
                        .formatted(last + 10_000, hook.path("id").asText()));
        receiver.answer(_ -> 204);

        JsonNode replay = world.post(202, HookWorld.path(project, hook) + "/replay", Map.of("fromSeq", last));

        assertThat(replay.path("replayed").asInt()).isEqualTo(10_000);
        assertThat(replay.path("hasMore").asBoolean()).isTrue();
        assertThat(replay.path("nextSeq").asLong()).isEqualTo(last + 10_000);
        assertThat(world.server.delete(HookWorld.path(project, hook), world.token).statusCode())
                .isEqualTo(204);
    }

    @Test
    void aTestIsSentAndListed() throws Exception {
        String project = world.project("test");
        JsonNode hook = world.webhook(project, receiver.url(), "note.*");

        JsonNode test = world.post(202, HookWorld.path(project, hook) + "/test", Map.of());

        Receiver.Received sent = receiver.awaitCount(1).getFirst();
        assertThat(sent.event()).isEqualTo("webhook.test");
        assertThat(sent.id()).isEqualTo(test.path("id").asText());
        assertThat(awaitDelivery(project, hook, "delivered").path("id")).isEqualTo(test.path("id"));
    }

    @Test
    void oneDeadReceiverAmongTwentyDoesNotSlowTheOthers() throws Exception {
        String project = world.project("twenty");
        var receivers = new ArrayList<Receiver>();
        for (int number = 0; number < 19; number++) {
            receivers.add(Receiver.start());
            world.webhook(project, receivers.getLast().url(), "note.*");
        }
        receiver.answer(_ -> {
            Thread.sleep(Receiver.PATIENCE);
            return 200;
        });
        world.webhook(project, receiver.url(), "note.*");
        IntStream.range(0, 10).forEach(number -> world.note(project, "note " + number));

        for (Receiver good : receivers) {
            good.awaitCount(10);
        }

        assertThat(receiver.received()).hasSizeBetween(1, 4);
        receivers.forEach(Receiver::close);
        for (JsonNode hook : world.get("/v1/projects/" + project + "/webhooks").path("webhooks")) {
            world.server.delete(HookWorld.path(project, hook), world.token);
        }
    }

    @Test
    void deletedProjectsSendNothing() throws Exception {
        String project = world.project("deleted");
        JsonNode hook = world.webhook(project, receiver.url(), "*");
        world.server.delete("/v1/projects/" + project + "?confirm=" + project, world.token);

        assertThat(world.server.get(HookWorld.path(project, hook), world.token).statusCode())
                .isEqualTo(410);
        world.post(200, "/v1/projects/" + project + "/restore", Map.of());
        world.note(project, "restored");
        receiver.await(all -> receiver.find("note.created").isPresent());
    }

    private static JsonNode shown(String project, JsonNode hook) {
        return world.get(HookWorld.path(project, hook));
    }

    private static JsonNode awaitDelivery(String project, JsonNode hook, String status) throws Exception {
        String path = HookWorld.path(project, hook) + "/deliveries?status=" + status;
        Await.until(() -> !world.get(path).path("deliveries").isEmpty(), Receiver.PATIENCE);
        return world.get(path).path("deliveries").get(0);
    }

    private static List<Receiver.Received> inOrder(List<Receiver.Received> all) {
        var bySeq = new java.util.TreeMap<Long, Receiver.Received>();
        all.forEach(one -> bySeq.putIfAbsent(one.seq(), one));
        return List.copyOf(bySeq.values());
    }

    /// Each event names the one before, so none was passed over.
    private static void assertChained(List<Receiver.Received> all) {
        Optional<Long> before = Optional.empty();
        for (Receiver.Received one : all) {
            long named = one.json().path("prev_seq").asLong();
            before.ifPresentOrElse(
                    seq -> assertThat(named).isEqualTo(seq), () -> assertThat(named).isZero());
            before = Optional.of(one.seq());
        }
    }
}
