package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The refusals of tools: they name the mistake, the expected form and the next step.
class RefusalsTest {
    @Sidecar
    private TestServer server;

    private Wire wire;

    @BeforeEach
    void start() {
        wire = Wire.connected(server.address("/mcp"), TestServer.token("ann"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            get_note       | {}                                   | uid is missing: a UUID
            get_note       | {"uid":5}                            | uid must be a UUID
            get_note       | {"uid":"nope"}                       | uid must be a UUID
            get_note       | {"uuid":"x"}                         | unknown argument uuid (this tool takes uid,
            list_notes     | {"limit":"ten"}                      | limit must be a whole number
            list_notes     | {"limit":0}                          | limit must be a whole number from 1 to 1000
            list_notes     | {"limit":2.5}                        | limit must be a whole number
            list_notes     | {"full":"perhaps"}                   | full must be true or false
            create_note    | {"title":5}                          | title must be a text
            create_note    | {"tags":"a,b"}                       | tags must be an array of texts
            create_note    | {"tags":[1]}                         | tags must be an array of texts
            create_note    | {}                                   | at least one of its fields
            create_note    | {"title":"a\\u0000b"}                | \\u0000
            create_note    | {"title":"a\\ud800b"}                | surrogate
            create_task    | {"due_date":"tomorrow"}              | due_date must be a day such as 2026-12-01
            create_task    | {"due_date":"2026-12-01T10:00:00Z"}  | a time of day goes into the …_at argument
            create_task    | {"due_at":"2026-12-01T10:00"}        | due_at must be a time with its zone
            create_comment | {"content":"x"}                      | parent_type is missing: a text, one of note, task
            create_comment | {"content":"x"}                      | parent_uid is missing: a UUID
            create_comment | {"parent_type":"chat"}               | parent_type must be one of note, task
            process_task   | {"action":"fly"}                     | action must be one of start, complete, reopen
            patch_note     | {"uid":"5f0e5f3e-0000-4000-8000-000000000000","updates":{}} | updates is empty
            """)
    void wrongArgumentsAreNamedAndNothingIsDone(String tool, String arguments, String expected) {
        assertThat(wire.refusal(tool, arguments)).startsWith("Nothing was ").contains(expected);
        assertThat(server.api.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            list_notes     | {"limit":10.5}                       | limit must be a whole number
            list_notes     | {"limit":1e400}                      | limit must be a whole number
            list_notes     | {"limit":9223372036854775808}        | limit must be a whole number
            create_task    | {"due_date":"0000-01-01"}            | due_date must be a day such as 2026-12-01
            create_task    | {"due_date":"-0001-01-01"}           | due_date must be a day such as 2026-12-01
            create_task    | {"due_date":"+10000-01-01"}          | due_date must be a day such as 2026-12-01
            create_task    | {"due_at":"0000-12-01T10:00Z"}       | due_at must be a time with its zone
            create_task    | {"due_at":"-0002-12-01T10:00Z"}      | due_at must be a time with its zone
            create_task    | {"due_at":"+12026-12-01T10:00Z"}     | due_at must be a time with its zone
            patch_task     | {UID,"updates":{"due_at":"0000-12-01T10:00Z"}} | in updates, due_at must be
            get_note       | {UID,"offset":5} | name it as field
            get_note       | {UID,"field":"content","length":0} | from 1 to 20000
            create_note    | {"content":"abc…⟦cut⟧"}              | content holds a text that was cut
            patch_note     | {UID,"updates":{"a":[{"b":"c…⟦cut⟧"}]}} | updates holds a text that was cut
            """)
    void valuesThatLookRightAreNamedToo(String tool, String arguments, String expected) {
        String uid = "\"uid\":\"5f0e5f3e-0000-4000-8000-000000000000\"";
        wrongArgumentsAreNamedAndNothingIsDone(tool, arguments.replace("UID", uid), expected);
    }

    @Test
    void anItemThatIsNotThere() {
        String uid = UUID.randomUUID().toString();
        assertThat(wire.refusal("get_task", "{\"uid\":\"" + uid + "\"}"))
                .isEqualTo("No task " + uid + "; list_tasks shows those there are.");
    }

    @Test
    void aStaleVersionTellsTheCurrentOneAndWhoMadeIt() {
        String uid = wire.result("create_note", "{\"title\":\"a\"}")
                .path("structuredContent")
                .path("uid")
                .asText();
        server.api.touch(uid, "bob");
        assertThat(wire.refusal("patch_note", "{\"uid\":\"" + uid + "\",\"updates\":{\"title\":\"b\"},\"if_match\":1}"))
                .contains("is at version 2 by now (patch by bob at 2026-11-21T10:00:00Z)")
                .contains("Read it with get_note, then repeat with its version as if_match.");
    }

    @Test
    void anUnknownParent() {
        server.api.behave(_ -> {
            throw Refusal.of(ErrorCode.PARENT_MISSING, "parent note not found: x");
        });
        assertThat(wire.refusal(
                        "create_comment",
                        "{\"parent_type\":\"note\",\"parent_uid\":\"" + UUID.randomUUID() + "\",\"content\":\"c\"}"))
                .isEqualTo("Nothing was done: parent note not found: x. Create it first, or name one that is there.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 |    | The sign-in is no longer valid",
                "403 |    | Not allowed",
                "409 | 2  | still being worked on. Call again in 2 seconds.",
                "413 |    | Too large",
                "422 |    | Nothing was done: because. Correct that and call again.",
                "429 | 7  | Call again in 7 seconds.",
                "503 | 3  | Call again in 3 seconds.",
                "500 |    | correlation id"
            })
    void everyStatusOfTheApiHasItsAdvice(int status, String retryAfter, String expected) {
        Answer answer = Answer.json(status, Json.object().put("error", "because"));
        Answer refusal = retryAfter == null ? answer : answer.header("Retry-After", retryAfter);
        server.api.behave(_ -> Optional.of(refusal));
        assertThat(wire.refusal("create_note", "{\"title\":\"a\"}")).contains(expected);
    }

    @Test
    void anIdempotencyKeyOfAnotherRequest() {
        server.api.behave(_ -> {
            throw Refusal.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, "because");
        });
        assertThat(wire.refusal("create_note", "{\"title\":\"a\",\"idempotency_key\":\"k\"}"))
                .contains("that idempotency_key was used for another request");
    }

    @Test
    void anApiThatIsDown() {
        server.api.close();
        assertThat(wire.refusal("create_note", "{\"title\":\"a\"}"))
                .isEqualTo("The workspace cannot be reached at the moment; nothing was done."
                        + " Call again in a few seconds.");
    }

    @Test
    void anApiThatDoesNotAnswer() throws Exception {
        var released = new CountDownLatch(1);
        server.api.behave(_ -> {
            try {
                released.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        });
        assertThat(wire.refusal("delete_note", "{\"uid\":\"" + UUID.randomUUID() + "\"}"))
                .contains("it may have been done or not. Look before you call again.");
        released.countDown();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html>",
                "200 | []",
                "200 | {}",
                "200 | {\"items\":5}",
                "200 | {\"items\":[5]}",
                "302 | {}",
                "204 | ''"
            })
    void anAnswerThatIsNotTheApis(int status, String body) {
        server.api.behave(
                _ -> Optional.of(Answer.json(status, body.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        for (String call : new String[] {"list_notes", "get_note", "create_note"}) {
            String arguments = call.equals("get_note")
                    ? "{\"uid\":\"" + UUID.randomUUID() + "\"}"
                    : call.equals("create_note") ? "{\"title\":\"a\"}" : "{}";
            String text = wire.refusal(call, arguments);
            assertThat(text).contains("cannot read").doesNotContain("Exception");
        }
    }

    @Test
    void theToolsWorkAgainWhenTheApiDoes() {
        server.api.behave(_ -> Optional.of(Answer.json(503, Json.object().put("error", "away"))));
        wire.refusal("list_notes", "{}");
        server.api.behave(_ -> Optional.empty());
        JsonNode result = wire.result("list_notes", "{}");
        assertThat(result.path("isError").asBoolean()).isFalse();
    }
}
