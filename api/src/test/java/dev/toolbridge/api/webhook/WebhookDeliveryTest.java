package dev.toolbridge.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.Await;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Events on their way from the journal to receivers, good ones and bad ones.
class WebhookDeliveryTest {
    private static final HookWorld WORLD = HookWorld.instance();

    /// The least time from the beginning of a part of the events of a webhook to that of the next one.
    private static final Duration PACE = Duration.ofMillis(100);

    private Receiver receiver;

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
        String project = WORLD.project("events");
        WORLD.webhook(project, receiver.url(), "*");
        JsonNode note = WORLD.note(project, "first");
        String path = "/v1/spaces/" + project + "/notes/" + note.path("uid").asText();
        WORLD.patch(path, "{\"title\":\"second\"}");
        assertThat(WORLD.server.delete(path, WORLD.token).statusCode()).isEqualTo(200);
        String milestone = WORLD.post(201, "/v1/spaces/" + project + "/milestones", Map.of("title", "beta"))
                .path("uid")
                .asText();
        WORLD.post(
                200, "/v1/spaces/" + project + "/milestones/" + milestone + "/process", Map.of("action", "complete"));

        List<Receiver.Received> all = receiver.awaitCount(5);

        assertThat(Receiver.inOrder(all).stream().map(Receiver.Received::event))
                .containsExactly(
                        "note.created", "note.updated", "note.deleted", "milestone.created", "milestone.completed");
        assertChained(Receiver.inOrder(all));
        JsonNode first = Receiver.inOrder(all).getFirst().json();
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
    void whatHappensToMemoriesHasNamesOfItsOwn() throws Exception {
        String project = WORLD.project("memories");
        WORLD.webhook(project, receiver.url(), "memory.*");
        String space = "/v1/spaces/" + project;
        String uid = UUID.randomUUID().toString();
        String session =
                WORLD.post(201, space + "/sync/sessions", Map.of()).path("id").asText();
        for (String item :
                List.of("\"first\"", "\"second\",\"sync\":{\"version\":1}", "\"third\",\"sync\":{\"version\":1}")) {
            push(space, session, "{\"uid\":\"" + uid + "\",\"memoryType\":\"fact\",\"content\":" + item + "}");
        }
        WORLD.post(200, space + "/memories/" + uid + "/process", Map.of("action", "verify"));
        WORLD.post(201, space + "/memories", Map.of("content", "by hand", "memoryType", "fact"));

        List<Receiver.Received> all = receiver.awaitCount(5);

        assertThat(Receiver.inOrder(all).stream().map(Receiver.Received::event))
                .containsExactly(
                        "memory.synced", "memory.synced", "memory.conflict", "memory.verified", "memory.created");
    }

    private static void push(String space, String session, String item) {
        HttpResponse<String> acks = WORLD.server.post(
                space + "/sync/memories/push",
                WORLD.token,
                Map.of("items", List.of(Json.stored(item))),
                "X-Sync-Session",
                session,
                "X-Sync-Epoch",
                "1");
        assertThat(acks.body()).contains("\"applied\":true");
    }

    @Test
    void aPatternTakesItsEventsOnlyAndNamesTheOneBefore() throws Exception {
        String project = WORLD.project("patterns");
        WORLD.webhook(project, receiver.url(), "milestone.*", "note.deleted");
        WORLD.note(project, "not for them");
        for (String title : List.of("one", "two")) {
            WORLD.post(201, "/v1/spaces/" + project + "/milestones", Map.of("title", title));
            WORLD.note(project, "between");
        }

        List<Receiver.Received> all = Receiver.inOrder(receiver.awaitCount(2));

        assertThat(all.stream().map(Receiver.Received::event)).containsOnly("milestone.created");
        assertChained(all);
        assertThat(all.getLast().seq() - all.getLast().json().path("prev_seq").asLong())
                .isGreaterThan(1);
    }

    @Test
    void aLargePayloadIsLeftOut() throws Exception {
        String project = WORLD.project("large");
        WORLD.webhook(project, receiver.url(), "note.created");
        WORLD.note(project, "x".repeat(21_000));

        Receiver.Received large = receiver.awaitCount(1).getFirst();

        assertThat(large.body()).hasSizeLessThan(20_480);
        assertThat(large.json().at("/data/omitted").asBoolean()).isTrue();
        assertThat(large.json().at("/data/payload").isMissingNode()).isTrue();
        assertThat(large.json().at("/data/version").asLong()).isEqualTo(1);
    }

    @Test
    void aRefusedDeliveryIsTriedAgainUnderItsId() throws Exception {
        String project = WORLD.project("again");
        var refusals = new AtomicInteger(1);
        receiver.answer(_ -> refusals.getAndDecrement() > 0 ? 503 : 200);
        JsonNode hook = WORLD.webhook(project, receiver.url(), "note.*");
        WORLD.note(project, "twice");
        WORLD.awaitDelivery(project, hook, "pending");
        WORLD.hasten(hook);

        List<Receiver.Received> both = receiver.awaitCount(2);

        assertThat(both.getFirst().id()).isEqualTo(both.getLast().id());
        assertThat(both.getFirst().body()).isEqualTo(both.getLast().body());
        JsonNode delivered = WORLD.awaitDelivery(project, hook, "delivered");
        assertThat(delivered.path("attempts").asInt()).isEqualTo(2);
        assertThat(delivered.path("id").asText()).isEqualTo(both.getFirst().id());
    }

    @Test
    void aReceiverThatWasAwayForADayCatchesUp() throws Exception {
        String project = WORLD.project("away");
        receiver.answer(_ -> 500);
        JsonNode hook = WORLD.webhook(project, receiver.url(), "note.*");
        WORLD.note(project, "first");
        receiver.awaitCount(1);
        WORLD.awaitDelivery(project, hook, "pending");
        int port = receiver.port();
        receiver.close();
        IntStream.range(0, 60).forEach(number -> WORLD.note(project, "away " + number));
        String id = hook.path("id").asText();
        WORLD.execute("UPDATE webhook SET failing_since = now() - interval '1 day' WHERE id = '" + id + "'");
        WORLD.execute("UPDATE webhook_delivery SET next_attempt_at = now() + interval '8 hours', attempts = 6"
                + " WHERE status = 'pending' AND webhook_id = '" + id + "'");

        receiver = Receiver.startAt(port);
        WORLD.note(project, "back");
        List<Receiver.Received> all = receiver.await(
                some -> some.stream().map(Receiver.Received::seq).distinct().count() >= 62);

        assertChained(Receiver.inOrder(all));
        assertThat(WORLD.get(HookWorld.path(project, hook)).has("failingSince")).isFalse();
    }

    @Test
    void aReceiverThatIsGoneIsNotCalledAnyMore() throws Exception {
        String project = WORLD.project("gone");
        receiver.answer(_ -> 410);
        JsonNode hook = WORLD.webhook(project, receiver.url(), "note.*");
        WORLD.note(project, "first");

        Await.until(() -> !WORLD.shown(project, hook).path("active").asBoolean(), Receiver.PATIENCE);

        assertThat(WORLD.shown(project, hook).path("offReason").asText()).isEqualTo("gone");
        assertThat(WORLD.get("/v1/audit?limit=100").toString())
                .contains("webhook.switched_off")
                .contains("\"program\":\"webhooks\"");
        receiver.answer(_ -> 200);
        WORLD.note(project, "while it is off");
        WORLD.patch(HookWorld.path(project, hook), "{\"active\":true}");
        assertChained(Receiver.inOrder(receiver.awaitCount(3)));
        assertThat(WORLD.shown(project, hook).has("offReason")).isFalse();
    }

    @Test
    void fiveDaysOfFailureSwitchItOff() throws Exception {
        String project = WORLD.project("failing");
        receiver.answer(_ -> 500);
        JsonNode hook = WORLD.webhook(project, receiver.url(), "note.*");
        WORLD.note(project, "first");
        WORLD.awaitDelivery(project, hook, "pending");
        String id = hook.path("id").asText();
        WORLD.execute("UPDATE webhook SET failing_since = now() - interval '5 days 1 minute' WHERE id = '" + id + "'");

        WORLD.note(project, "second");

        Await.until(() -> WORLD.shown(project, hook).path("offReason").asText().equals("failing"), Receiver.PATIENCE);
    }

    @Test
    void oneDeadReceiverAmongTwentyDoesNotSlowTheOthers() throws Exception {
        String project = WORLD.project("twenty");
        var receivers = new ArrayList<Receiver>();
        for (int number = 0; number < 19; number++) {
            receivers.add(Receiver.start());
            WORLD.webhook(project, receivers.getLast().url(), "note.*");
        }
        var over = new CountDownLatch(1);
        receiver.answer(_ -> over.await(Receiver.PATIENCE.toSeconds(), TimeUnit.SECONDS) ? 200 : 500);
        WORLD.webhook(project, receiver.url(), "note.*");
        IntStream.range(0, 10).forEach(number -> WORLD.note(project, "note " + number));

        for (Receiver good : receivers) {
            good.awaitCount(10);
        }

        assertThat(receiver.received()).hasSizeBetween(1, 4);
        over.countDown();
        receivers.forEach(Receiver::close);
        for (JsonNode hook : WORLD.get("/v1/projects/" + project + "/webhooks").path("webhooks")) {
            WORLD.server.delete(HookWorld.path(project, hook), WORLD.token);
        }
    }

    @Test
    void eventsOfABusyProjectGather() throws Exception {
        String project = WORLD.project("busy");
        JsonNode hook = WORLD.webhook(project, receiver.url(), "note.*");
        long begunNanos = System.nanoTime();
        IntStream.range(0, 60).forEach(number -> WORLD.note(project, "note " + number));
        receiver.awaitCount(60);
        long pauses = (System.nanoTime() - begunNanos) / PACE.toNanos();
        Await.until(() -> count(hook, "*") == 60, Receiver.PATIENCE);

        assertThat(count(hook, "DISTINCT last_attempt_at")).isBetween(1L, pauses + 2);
    }

    private static long count(JsonNode hook, String what) {
        return WORLD.number(
                "SELECT count(" + what + ") FROM webhook_delivery WHERE status = 'delivered' AND webhook_id = '"
                        + hook.path("id").asText() + "'");
    }

    @Test
    void deletedProjectsSendNothing() throws Exception {
        String project = WORLD.project("deleted");
        JsonNode hook = WORLD.webhook(project, receiver.url(), "*");
        WORLD.server.delete("/v1/projects/" + project + "?confirm=" + project, WORLD.token);

        assertThat(WORLD.server.get(HookWorld.path(project, hook), WORLD.token).statusCode())
                .isEqualTo(410);
        WORLD.post(200, "/v1/projects/" + project + "/restore", Map.of());
        WORLD.note(project, "restored");
        receiver.await(all -> receiver.find("note.created").isPresent());
    }

    /// Each event names the one before, so none was passed over.
    private static void assertChained(List<Receiver.Received> all) {
        Optional<Long> before = Optional.empty();
        for (Receiver.Received one : all) {
            long named = one.json().path("prev_seq").asLong();
            before.ifPresentOrElse(seq -> assertThat(named).isEqualTo(seq), () -> assertThat(named)
                    .isZero());
            before = Optional.of(one.seq());
        }
    }
}
