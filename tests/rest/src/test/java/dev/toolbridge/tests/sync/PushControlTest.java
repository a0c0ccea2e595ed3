package dev.toolbridge.tests.sync;

import static dev.toolbridge.tests.sync.SyncClient.texts;
import static dev.toolbridge.tests.sync.SyncItems.MORNING;
import static dev.toolbridge.tests.sync.SyncItems.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The members of a push beside the fields: the server reads or refuses them, and never mistakes them.
class PushControlTest {
    private static final long VERSION_MAX = 1L << 31;

    private final SyncClient client = SyncClient.of(RunningApi.instance());
    private final UUID uid = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"2026-01-02T08:00:60Z\" | 2026-01-02T08:01:00Z",
                "\"2016-12-31T23:59:60.5Z\" | 2017-01-01T00:00:00.5Z",
                "\"2026-01-02t08:00:00z\" | 2026-01-02T08:00:00Z",
                "\"2026-01-02T08:00:00-00:00\" | 2026-01-02T08:00:00Z",
                "\"2026-01-02T07:59:00+23:59\" | 2026-01-01T08:00:00Z",
                "\"2026-01-01T08:01:00-23:59\" | 2026-01-02T08:00:00Z",
                "\"2026-01-02T08:00:00.1234567890123Z\" | 2026-01-02T08:00:00.123Z",
                "\"0000-01-01T00:00:00Z\" | 0000-01-01T00:00:00Z",
                "\"0000-01-01T00:00:00+01:00\" | 0000-01-01T00:00:00Z",
                "\"0000-02-29T12:00:00Z\" | 0000-02-29T12:00:00Z",
                "\"1970-01-01T00:00:00Z\" | 1970-01-01T00:00:00Z",
                "\"1767340800000\" | 2026-01-02T08:00:00Z",
                "1767340800000 | 2026-01-02T08:00:00Z",
                "1767340800000.0 | 2026-01-02T08:00:00Z",
                "1.7673408e12 | 2026-01-02T08:00:00Z",
                "0 | 1970-01-01T00:00:00Z",
                "-1 | 1969-12-31T23:59:59.999Z"
            })
    void everyTimeOfTheStandardAndMillisecondsAreRead(String time, Instant read) {
        Reply ack = client.push("notes", "{\"uid\":\"%s\",\"updatedTs\":%s}".formatted(uid, time));

        assertThat(ack.at("/0/error").isMissingNode()).as(ack::toString).isTrue();
        assertThat(Instant.parse(ack.at("/0/updatedAt").textValue())).isEqualTo(read);
        assertThat(Instant.parse(client.get("/v1/notes/" + uid).at("/updatedAt").textValue()))
                .isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-01-02 08:00:00Z\"",
                "\"2026-01-02T08:00:00+0200\"",
                "\"2026-01-02T08:00:00\"",
                "\"2026-01-02T08:00Z\"",
                "\"2026-01-02T08:00:61Z\"",
                "\"2026-01-02T24:00:00Z\"",
                "\"2026-01-02T08:00:00+24:00\"",
                "\"2026-02-30T08:00:00Z\"",
                "\"2026-01-02T08:00:00.Z\"",
                "\"+2026-01-02T08:00:00Z\"",
                "\"2026-01-02\"",
                "\"1.7e12\"",
                "\" 1767340800000\"",
                "\"never\"",
                "\"\"",
                "1767340800000.5",
                "1e300",
                "-1e300",
                "99999999999999999",
                "\"99999999999999999999999\"",
                "true",
                "{}",
                "[\"2026-01-02T08:00:00Z\"]"
            })
    void aTimeThatCannotBeReadIsNeverNowNorTheNextField(String time) {
        String good = item(uid, MORNING, ",\"title\":\"kept\"");
        client.push("notes", good);
        assertRefused("\"updatedTs\":" + time + ",\"updatedAt\":\"2026-05-05T05:05:05Z\"", "updatedTs");
        assertRefused("\"updatedAt\":" + time + ",\"updateTime\":\"2026-05-05T05:05:05Z\"", "updatedAt");
        assertRefused("\"updatedTs\":null,\"updateTime\":" + time, "updateTime");
        assertRefused("\"sync\":{\"isDeleted\":true,\"deletedAt\":" + time + "}", "sync.deletedAt");

        assertThat(client.get("/v1/notes/" + uid).at("/payload/title").textValue())
                .isEqualTo("kept");
    }

    @Test
    void aMissingTimeAndNullAreTheNextFieldOrNow() {
        Reply next = client.push(
                "notes", "{\"uid\":\"" + uid + "\",\"updatedTs\":null,\"updateTime\":\"2026-01-02T08:00:00Z\"}");
        Reply now = client.push("notes", "{\"uid\":\"" + UUID.randomUUID() + "\",\"updatedTs\":null,\"sync\":null}");

        assertThat(next.at("/0/updatedAt").textValue()).isEqualTo("2026-01-02T08:00:00Z");
        assertThat(Instant.parse(now.at("/0/updatedAt").textValue()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @ParameterizedTest
    @CsvSource({"true, true", "1, true", "1.0, true", "false, false", "0, false", "null, false"})
    void aFlagIsReadAsDevicesWriteIt(String flag, boolean isDeleted) {
        client.push("notes", item(uid, MORNING, ""));
        Reply ack = client.push("notes", item(uid, MORNING.plusSeconds(1), ",\"sync\":{\"isDeleted\":" + flag + "}"));

        assertThat(ack.at("/0/applied").booleanValue()).as(ack::toString).isTrue();
        assertThat(client.get("/v1/notes/" + uid).status()).isEqualTo(isDeleted ? 410 : 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "\"1\"", "2", "-1", "0.5", "1e300", "\"\"", "[]", "{}"})
    void aFlagThatCannotBeReadIsNeverFalse(String flag) {
        assertRefused("\"sync\":{\"isDeleted\":" + flag + "}", "sync.isDeleted");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7.0, 7", "2147483648, 2147483648", "0, 1", "-5, 1", "-1e300, 1", "null, 1"})
    void aVersionIsAWholeNumber(String version, long stored) {
        Reply ack = client.push("notes", item(uid, MORNING, ",\"sync\":{\"version\":" + version + "}"));

        assertThat(ack.at("/0/version").longValue()).as(ack::toString).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1\"",
                "1.5",
                "2147483649",
                "9223372036854775808",
                "9007199254740993",
                "1e300",
                "1e-300",
                "true",
                "[1]"
            })
    void aVersionThatIsNoneIsRefused(String version) {
        assertRefused("\"sync\":{\"version\":" + version + "}", "sync.version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "\"x\"", "[]", "true"})
    void aSyncStateIsAnObject(String sync) {
        assertRefused("\"sync\":" + sync, "sync");
    }

    /// A device must be able to push back a pulled item, after any number of changes.
    @Test
    void anItemBeyondTheLargestFirstVersionIsStillPushed() {
        client.push("notes", item(uid, MORNING, ",\"sync\":{\"version\":" + VERSION_MAX + "}"));
        Reply changed = client.send(Call.of("PATCH", "/v1/notes/" + uid).json("{\"more\":1}"));
        assertThat(changed.at("/version").longValue()).isEqualTo(VERSION_MAX + 1);
        Instant later = Instant.now().plusSeconds(1);

        Reply own = client.push("notes", item(uid, later, ",\"sync\":{\"version\":" + (VERSION_MAX + 1) + "}"));
        Reply ahead = client.push(
                "notes", item(uid, later.plusSeconds(1), ",\"sync\":{\"version\":" + (VERSION_MAX + 9) + "}"));

        assertThat(own.at("/0/version").longValue()).as(own::toString).isEqualTo(VERSION_MAX + 2);
        assertThat(ahead.at("/0/code").textValue()).isEqualTo("invalid_field");
    }

    @Test
    void whatADeviceSortsByAndItsOwnMembersOfTheSyncStateAreKept() {
        client.push(
                "notes",
                item(
                        uid,
                        MORNING,
                        ",\"updateTime\":\"2025-05-05T05:05:05+02:00\",\"sync\":{\"deviceId\":\"d1\",\"version\":4}"));
        var pulled = client.pull("notes", "").at("/upserts/0");

        assertThat(pulled.path("updateTime").textValue()).isEqualTo("2025-05-05T05:05:05+02:00");
        assertThat(pulled.path("updatedTs").textValue()).isEqualTo("2026-01-02T08:00:00Z");
        assertThat(pulled.path("sync"))
                .isEqualTo(JsonValues.parse("{\"deviceId\":\"d1\",\"version\":4,\"isDeleted\":false}"));

        Reply replaced = client.send(Call.of("PUT", "/v1/notes/" + uid)
                .json("{\"title\":\"over REST\",\"updateTime\":\"x\",\"sync\":{\"deviceId\":\"forged\"}}"));

        assertThat(replaced.at("/payload/sync/deviceId").textValue()).isEqualTo("d1");
        assertThat(replaced.at("/payload/sync/version").intValue()).isEqualTo(5);
        assertThat(replaced.at("/payload/updateTime").textValue())
                .isEqualTo(replaced.at("/payload/updatedTs").textValue());
    }

    /// A request checks only the fields that it changes.
    @Test
    void onlyWhatARequestChangesIsChecked() {
        client.push("tasks", item(uid, MORNING, ",\"priority\":5,\"dueDate\":\"\",\"tags\":\"one\",\"title\":\"t\""));
        String task = "/v1/tasks/" + uid;
        Reply patched = client.send(Call.of("PATCH", task).json("{\"title\":\"new\"}"));
        assertThat(patched.status()).as(patched::toString).isEqualTo(200);
        String payload = client.get(task).at("/payload").toString();

        assertThat(client.send(Call.of("PUT", task).json(payload)).status()).isEqualTo(200);
        assertThat(client.send(Call.of("PUT", task).json(payload.replace("\"priority\":5", "\"priority\":5.0")))
                        .status())
                .isEqualTo(200);
        assertThat(client.send(Call.of("POST", task + "/archive")).status()).isEqualTo(200);
        assertThat(client.get(task).at("/payload/priority").intValue()).isEqualTo(5);
        assertThat(client.send(Call.of("PUT", task).json(payload.replace("\"priority\":5", "\"priority\":6")))
                        .at("/error")
                        .textValue())
                .contains("priority");
        assertThat(client.send(Call.of("PATCH", task).json("{\"priority\":5}")).status())
                .isEqualTo(400);
        assertThat(client.send(Call.of("PATCH", task)
                                .body("{\"dueDate\":\"\"}")
                                .with("Content-Type", "application/merge-patch+json"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:uuid:%s", "{%s}", "URN:UUID:%s"})
    void aUidIsReadInEveryUsualForm(String form) {
        UUID note = UUID.randomUUID();
        client.push("notes", item(note, MORNING, ""));
        Reply ack = client.push(
                "comments",
                "{\"uid\":\"%s\",\"parentType\":\"note\",\"parentUid\":\"%s\"}"
                        .formatted(
                                form.replace("%s", uid.toString()),
                                note.toString().replace("-", "")));

        assertThat(ack.at("/0/uid").textValue()).as(ack::toString).isEqualTo(uid.toString());
        assertThat(texts(client.pull("comments", ""), "/upserts", "parentUid")).containsExactly(note.toString());
    }

    private void assertRefused(String control, String field) {
        Reply reply = client.push("notes", "{\"uid\":\"" + uid + "\",\"title\":\"lost\"," + control + "}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/0/code").asText()).as(control).isEqualTo("invalid_field");
        assertThat(reply.at("/0/error").asText()).startsWith("field " + field + " must be");
        assertThat(reply.at("/0/retryable").booleanValue()).isFalse();
        assertThat(reply.at("/0/uid").asText()).isEqualTo(uid.toString());
        assertThat(reply.at("/0").has("updatedAt")).isTrue();
    }

    @Test
    void anItemAsLargeAsCanBeIsStillArchivedProcessedAndDeleted() {
        client.push("notes", item(uid, MORNING, ",\"title\":\"" + "x".repeat(1_048_300) + "\""));
        String one = "/v1/notes/" + uid;

        assertThat(client.send(Call.of("PATCH", one).json("{\"more\":1}")).status())
                .isEqualTo(400);
        assertThat(client.send(Call.of("POST", one + "/archive")).status()).isEqualTo(200);
        assertThat(client.post(one + "/process", "{\"action\":\"unarchive\"}").status())
                .isEqualTo(200);
        assertThat(client.send(Call.of("DELETE", one)).status()).isEqualTo(200);
    }
}
