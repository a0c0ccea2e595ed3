package dev.toolbridge.tests.sync;

import static dev.toolbridge.tests.sync.SyncClient.cursor;
import static dev.toolbridge.tests.sync.SyncClient.texts;
import static dev.toolbridge.tests.sync.SyncItems.MORNING;
import static dev.toolbridge.tests.sync.SyncItems.deleted;
import static dev.toolbridge.tests.sync.SyncItems.item;
import static dev.toolbridge.tests.sync.SyncItems.titled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushPullTest {
    private final SyncClient client = SyncClient.of(RunningApi.instance());
    private final UUID uid = UUID.randomUUID();

    @ParameterizedTest
    @MethodSource("types")
    void whatOneDevicePushesAnotherPulls(EntityType type) {
        String parent = SyncItems.parent(client, type);
        Reply acks = client.push(
                type.plural(), item(uid, MORNING, parent + ",\"odd\":{\"kept\":[1,2.5]},\"sync\":{\"version\":3}"));
        Reply page = client.withSession().pull(type.plural(), "");

        assertThat(acks.json()).isEqualTo(JsonValues.parse("""
                [{"uid":"%s","version":3,"updatedAt":"2026-01-02T08:00:00Z","applied":true}]""".formatted(uid)));
        assertThat(texts(page, "/upserts", "uid")).containsExactly(uid.toString());
        assertThat(page.at("/upserts/0/odd").toString()).isEqualTo("{\"kept\":[1,2.5]}");
        assertThat(page.at("/upserts/0/updatedTs").textValue()).isEqualTo("2026-01-02T08:00:00Z");
        assertThat(page.at("/upserts/0/sync").toString()).isEqualTo("{\"version\":3,\"isDeleted\":false}");
        assertThat(page.at("/deletes")).isEmpty();
        assertThat(page.at("/hasMore").booleanValue()).isFalse();
        assertThat(client.get("/v1/" + type.plural() + "/" + uid).at("/version").intValue())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aDeletionIsPulledAndAnOlderPushLearnsOfIt(EntityType type) {
        String parent = SyncItems.parent(client, type);
        client.push(type.plural(), item(uid, MORNING, parent));
        String checkpoint = cursor(client.pull(type.plural(), ""));
        client.push(type.plural(), deleted(uid, MORNING.plusSeconds(60), parent));
        Reply page = client.pull(type.plural(), checkpoint);

        assertThat(page.at("/upserts")).isEmpty();
        assertThat(page.at("/deletes").toString())
                .isEqualTo("[{\"uid\":\"" + uid + "\",\"deletedAt\":\"2026-01-02T08:01:00Z\"}]");
        Reply late = client.push(type.plural(), item(uid, MORNING.plusSeconds(30), parent));
        assertThat(late.at("/0/applied").booleanValue()).isFalse();
        assertThat(late.at("/0/version").intValue()).isEqualTo(2);
        assertThat(texts(client.pull(type.plural(), cursor(page)), "/deletes", "uid"))
                .as("again")
                .containsExactly(uid.toString());
    }

    @ParameterizedTest
    @MethodSource("types")
    void changesOverRestArePulledToo(EntityType type) {
        String parent = SyncItems.parent(client, type);
        Reply made = client.post("/v1/" + type.plural(), "{\"odd\":1" + parent + "}");
        String madeUid = made.at("/uid").textValue();

        assertThat(texts(client.pull(type.plural(), ""), "/upserts", "uid")).containsExactly(madeUid);
    }

    @Test
    void theLaterTimeWinsAndTheLoserGetsTheWinnerAgain() {
        client.push("notes", titled(uid, MORNING.plusSeconds(60), "later"));
        String loser = cursor(client.pull("notes", ""));
        Reply ack = client.push("notes", titled(uid, MORNING, "earlier"));
        Reply page = client.pull("notes", loser);

        assertThat(ack.at("/0/applied").booleanValue()).isFalse();
        assertThat(texts(page, "/upserts", "title")).containsExactly("later");
        assertThat(page.at("/upserts/0/sync/version").intValue()).isEqualTo(1);
    }

    @Test
    void timesAreReadAsDevicesWriteThem() {
        long ms = MORNING.toEpochMilli();
        var times = List.of(
                ",\"updatedTs\":\"" + ms + "\"",
                ",\"updatedAt\":\"2026-01-02T10:00:00+02:00\"",
                ",\"updatedTs\":null,\"updateTime\":\"2026-01-02T08:00:00.000999Z\"",
                ",\"updatedAt\":" + ms);
        for (String time : times) {
            Reply ack = client.push("notes", "{\"uid\":\"" + UUID.randomUUID() + "\"" + time + "}");
            assertThat(ack.at("/0/updatedAt").textValue()).as(time).isEqualTo("2026-01-02T08:00:00Z");
        }
        Instant before = Instant.now().minusSeconds(1);
        Reply now = client.push("notes", "{\"uid\":\"" + uid + "\"}");
        assertThat(Instant.parse(now.at("/0/updatedAt").textValue())).isBetween(before, Instant.now());
    }

    @Test
    void aClockFromTheFutureWinsForSecondsOnly() {
        Reply ack = client.push("notes", titled(uid, Instant.parse("2099-01-01T00:00:00Z"), "future"));
        Instant clamped = Instant.parse(ack.at("/0/updatedAt").textValue());

        assertThat(clamped).isBefore(Instant.now().plusSeconds(6));
        assertThat(client.push("notes", titled(uid, Instant.parse("2099-01-01T00:00:00Z"), "future"))
                        .at("/0/version")
                        .intValue())
                .isEqualTo(1);
        assertThat(client.push("notes", titled(uid, clamped.plusMillis(1), "next"))
                        .at("/0/applied")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void oneBadItemDoesNotKeepTheOthersFromBeingStored() {
        var bad = List.of(
                "{\"uid\":\"%s\",\"title\":\"\\u0000\"}".formatted(UUID.randomUUID()),
                "{\"uid\":\"%s\",\"title\":\"\\ud800\"}".formatted(UUID.randomUUID()),
                "{\"uid\":\"%s\",\"\\ud800\":1}".formatted(UUID.randomUUID()),
                "{\"uid\":\"%s\",\"a\":{\"\\udc00\":1}}".formatted(UUID.randomUUID()),
                "{\"uid\":\"%s\",\"n\":1e2000}".formatted(UUID.randomUUID()),
                "{\"uid\":\"%s\",\"n\":%s}".formatted(UUID.randomUUID(), "7".repeat(5_000)),
                "{\"uid\":\"%s\",\"a\":1,\"a\":2}".formatted(UUID.randomUUID()),
                "{\"uid\":\"%s\",\"a\":%s}".formatted(UUID.randomUUID(), "[".repeat(100) + "]".repeat(100)),
                "{\"uid\":\"%s\",\"title\":\"%s\"}".formatted(UUID.randomUUID(), "x".repeat(1_048_577)),
                "{\"uid\":\"not one\"}",
                "{}",
                "17",
                "null",
                "[]");
        var items = new ArrayList<>(bad);
        items.addFirst(titled(uid, MORNING, "first"));
        items.add(titled(UUID.randomUUID(), MORNING, "last"));
        Reply acks = client.push("notes", items);

        assertThat(acks.status()).isEqualTo(200);
        assertThat(acks.json()).hasSize(items.size());
        assertThat(texts(client.pull("notes", ""), "/upserts", "title")).containsExactly("first", "last");
        for (int index = 1; index <= bad.size(); index++) {
            assertThat(acks.at("/" + index + "/error").asText())
                    .as(bad.get(index - 1))
                    .isNotEmpty();
            assertThat(acks.at("/" + index + "/retryable").booleanValue()).isFalse();
            assertThat(acks.at("/" + index).has("version")).isTrue();
            assertThat(acks.at("/" + index).has("updatedAt")).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notes | {\"uid\":\"x\"} | missing or invalid uid | invalid_uid",
                "comments | {\"uid\":\"U\"} | missing parentType | invalid_field",
                "comments | {\"uid\":\"U\",\"parentType\":\"note\"} | missing parentUid | invalid_field",
                "comments | {\"uid\":\"U\",\"parentType\":\"note\",\"parentUid\":\"x\"} | invalid parentUid"
                        + " | invalid_field",
                "comments | {\"uid\":\"U\",\"parentType\":\"chat\",\"parentUid\":\"P\"}"
                        + " | invalid parent_type: chat (must be 'note' or 'task') | invalid_field",
                "comments | {\"uid\":\"U\",\"parentType\":\"note\",\"parentUid\":\"P\"}"
                        + " | parent note not found: P | parent_missing",
                "comments | {\"uid\":\"U\",\"parentType\":\"task\",\"parentUid\":\"P\"}"
                        + " | parent task not found: P | parent_missing",
                "chat_messages | {\"uid\":\"U\"} | missing chatUid | invalid_field",
                "chat_messages | {\"uid\":\"U\",\"chatUid\":\"x\"} | invalid chatUid: x | invalid_field",
                "chat_messages | {\"uid\":\"U\",\"chatUid\":\"P\"} | parent chat not found: P | parent_missing"
            })
    void saysWhatIsWrongWithAnItem(String plural, String json, String error, String code) {
        String parent = UUID.randomUUID().toString();
        Reply acks =
                client.push(plural, json.replace("\"U\"", "\"" + uid + "\"").replace("\"P\"", "\"" + parent + "\""));

        assertThat(acks.at("/0/error").textValue()).isEqualTo(error.replace("P", parent));
        assertThat(acks.at("/0/code").textValue()).isEqualTo(code);
        assertThat(acks.at("/0/retryable").booleanValue()).isEqualTo(code.equals("parent_missing"));
    }

    @Test
    void childrenMayComeWithTheirParentInOneBatchOfItsType() {
        UUID chat = UUID.randomUUID();
        client.push("chats", item(chat, MORNING, ""));
        UUID late = UUID.randomUUID();
        Reply orphan = client.push("chat_messages", item(uid, MORNING, ",\"chatUid\":\"" + late + "\""));
        client.push("chats", item(late, MORNING, ""));
        Reply again = client.push("chat_messages", item(uid, MORNING, ",\"chatUid\":\"" + late + "\""));

        assertThat(orphan.at("/0/retryable").booleanValue()).isTrue();
        assertThat(again.at("/0/applied").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{\"items\":1}", "{\"items\":{}}", "{\"items\":[{]}", "{\"items\":[]} x"})
    void aBodyThatIsNoPushIsRefusedWhole(String body) {
        Reply reply = client.post("/v1/sync/notes/push", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo("""
                [{"uid":"","version":0,"updatedAt":"","error":"invalid json"}]""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"items\":null}", "{\"items\":[]}", "{\"other\":[{\"items\":[1]}]}"})
    void aPushOfNothingAcksNothing(String body) {
        Reply reply = client.post("/v1/sync/notes/push", body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("[]");
    }

    @Test
    void aBatchHasALimit() {
        List<String> items = Collections.nCopies(1_001, titled(uid, MORNING, "x"));

        assertThat(client.push("notes", items).status()).isEqualTo(413);
        assertThat(client.push("notes", items.subList(0, 1_000)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "3, 7", "7, 7", "0, 7", "-4, 7", "x, 7", "5000, 7"})
    void pagesHoldEverythingOnceInOrder(String limit, int count) {
        List<String> uids = IntStream.range(0, count)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .toList();
        uids.forEach(one -> client.push("tasks", item(UUID.fromString(one), MORNING, "")));
        var seen = new ArrayList<String>();
        Reply page = client.pull("tasks", "limit=" + limit);
        seen.addAll(texts(page, "/upserts", "uid"));
        while (page.at("/hasMore").booleanValue()) {
            page = client.pull("tasks", "limit=" + limit + "&" + cursor(page));
            seen.addAll(texts(page, "/upserts", "uid"));
        }
        Reply end = client.pull("tasks", cursor(page));

        assertThat(seen).isEqualTo(uids);
        assertThat(end.json().has("nextCursor")).isFalse();
        assertThat(end.at("/upserts")).isEmpty();
    }

    @Test
    void aCursorOfTheOldSystemStartsOverAndSaysSo() {
        client.push("notes", item(uid, MORNING, ""));
        String old = "1767340800000|" + uid;
        Reply page = client.pull(
                "notes",
                "cursor="
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(old.getBytes(StandardCharsets.UTF_8)));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("X-Sync-Cursor-Reset")).hasValue("1");
        assertThat(texts(page, "/upserts", "uid")).containsExactly(uid.toString());
        assertThat(client.pull("notes", cursor(page)).header("X-Sync-Cursor-Reset"))
                .isEmpty();
    }

    @Test
    void aCursorAnswersItsOwnQuestionOnly() {
        client.push("notes", item(uid, MORNING, ""));
        String cursor = cursor(client.pull("notes", ""));
        var stranger = SyncClient.of(RunningApi.instance());

        assertThat(client.pull("tasks", cursor).at("/code").asText()).isEqualTo("invalid_cursor");
        assertThat(client.get("/v1/sync/changes?" + cursor).at("/code").asText())
                .isEqualTo("invalid_cursor");
        assertThat(client.pull("notes", "cursor=abc").status()).isEqualTo(400);
        assertThat(stranger.pull("notes", cursor).at("/code").asText()).isEqualTo("resync_required");
    }

    static Stream<EntityType> types() {
        return Entities.ALL.stream();
    }
}
