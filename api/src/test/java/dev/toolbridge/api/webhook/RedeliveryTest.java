package dev.toolbridge.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.Await;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Deliveries that are sent again: tests, redeliveries, replays.
class RedeliveryTest {
    private static final HookWorld WORLD = HookWorld.instance();
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
    void theLastAttemptThatFailsIsTheEnd() throws Exception {
        String project = WORLD.project("dead");
        receiver.answer(_ -> 500);
        JsonNode hook = WORLD.webhook(project, receiver.url(), "note.*");
        WORLD.note(project, "first");
        WORLD.awaitDelivery(project, hook, "pending");
        String id = hook.path("id").asText();
        WORLD.execute("UPDATE webhook_delivery SET attempts = 7 WHERE webhook_id = '" + id + "'");
        WORLD.hasten(hook);

        JsonNode dead = WORLD.awaitDelivery(project, hook, "dead");

        assertThat(dead.path("attempts").asInt()).isEqualTo(8);
        assertThat(dead.path("responseStatus").asInt()).isEqualTo(500);
        receiver.answer(_ -> 200);
        String again =
                HookWorld.path(project, hook) + "/deliveries/" + dead.path("id").asText() + "/redeliver";
        assertThat(WORLD.post(202, again, Map.of()).path("attempts").asInt()).isZero();
        assertThat(WORLD.awaitDelivery(project, hook, "delivered").path("id")).isEqualTo(dead.path("id"));
    }

    @Test
    void aReplaySendsTheSameEventsUnderTheSameIds() throws Exception {
        String project = WORLD.project("replay");
        JsonNode hook = WORLD.webhook(project, receiver.url(), "note.*");
        IntStream.range(0, 5).forEach(number -> WORLD.note(project, "note " + number));
        List<Receiver.Received> before = Receiver.inOrder(receiver.awaitCount(5));
        Await.until(
                () -> WORLD.shown(project, hook).path("lastSeq").asLong()
                        == before.getLast().seq(),
                Receiver.PATIENCE);

        long from = before.get(2).seq();
        JsonNode replay = WORLD.post(202, HookWorld.path(project, hook) + "/replay", Map.of("fromSeq", from));

        assertThat(replay.path("replayed").asInt()).isEqualTo(3);
        assertThat(replay.path("hasMore").asBoolean()).isFalse();
        List<Receiver.Received> all = receiver.awaitCount(8);
        assertThat(all.stream().map(Receiver.Received::id).distinct()).hasSize(5);
        assertThat(Receiver.inOrder(all.subList(5, 8)).stream()
                        .map(Receiver.Received::body)
                        .toList())
                .containsExactlyElementsOf(before.subList(2, 5).stream()
                        .map(Receiver.Received::body)
                        .toList());
    }

    @Test
    void aReplayIsBoundedAndSaysWhereToGoOn() throws Exception {
        String project = WORLD.project("bounded");
        JsonNode hook = WORLD.webhook(project, receiver.url(), "note.*");
        WORLD.note(project, "the only real one");
        receiver.awaitCount(1);
        Await.until(() -> WORLD.shown(project, hook).path("lastSeq").asLong() > 0, Receiver.PATIENCE);
        long last = WORLD.shown(project, hook).path("lastSeq").asLong();
        String statements = """
                INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
                SELECT c.tenant_id, c.space_id, c.seq + n, 'note', gen_random_uuid(), 1, 'create', c.actor, '', '{}'
                FROM change c CROSS JOIN generate_series(1, 10000) n
                WHERE c.space_id = (SELECT space_id FROM webhook WHERE id = 'HOOK') AND c.seq = LAST;
                UPDATE space_head SET seq = LAST + 10000
                WHERE space_id = (SELECT space_id FROM webhook WHERE id = 'HOOK');
                UPDATE webhook SET cursor_seq = LAST + 10000, last_seq = LAST + 10000 WHERE id = 'HOOK'
                """;
        WORLD.execute(statements.replace("HOOK", hook.path("id").asText()).replace("LAST", Long.toString(last)));

        JsonNode replay = WORLD.post(202, HookWorld.path(project, hook) + "/replay", Map.of("fromSeq", last));

        assertThat(replay.path("replayed").asInt()).isEqualTo(10_000);
        assertThat(replay.path("hasMore").asBoolean()).isTrue();
        assertThat(replay.path("nextSeq").asLong()).isEqualTo(last + 10_000);
        assertThat(WORLD.server
                        .delete(HookWorld.path(project, hook), WORLD.token)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aTestIsSentAndListed() throws Exception {
        String project = WORLD.project("test");
        JsonNode hook = WORLD.webhook(project, receiver.url(), "note.*");

        JsonNode test = WORLD.post(202, HookWorld.path(project, hook) + "/test", Map.of());

        Receiver.Received sent = receiver.awaitCount(1).getFirst();
        assertThat(sent.event()).isEqualTo("webhook.test");
        assertThat(sent.id()).isEqualTo(test.path("id").asText());
        assertThat(WORLD.awaitDelivery(project, hook, "delivered").path("id")).isEqualTo(test.path("id"));
    }
}
