package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A project on the machines of two people: `fbc` as processes before a real API.
@Timeout(600)
class FbcTest {
    private static final RunningApi API = RunningApi.instance();
    private static final int ENDED_BY_SIGTERM = 143;
    private static final String SECRET = "s3cret-of-the-shop";

    private final ProjectPeople people = new ProjectPeople();
    private final String slug = people.project("shop");
    private final FbcProgram ann;
    private final FbcProgram bob;

    FbcTest(@TempDir Path folder) {
        ann = FbcProgram.of(folder, "ann");
        bob = FbcProgram.of(folder, "bob");
    }

    private void send(String user, String method, String path, String body) {
        Reply reply = people.send(user, Call.of(method, "/v1/projects" + path).json(body));
        assertThat(reply.status()).as(reply::toString).isLessThan(300);
    }

    private void login(FbcProgram program, String user, String right) {
        FbcProgram.Ran ran = program.begin(
                        Map.of(),
                        people.token(user) + "\n",
                        "login",
                        "--url",
                        API.server().address().toString(),
                        "--project",
                        slug,
                        right)
                .end();
        assertThat(ran.status()).as(ran.text()).isZero();
    }

    private void bobJoins() {
        String code = people.send(
                        "ann",
                        Call.of("POST", "/v1/projects/" + slug + "/invitations").json("{\"role\":\"developer\"}"))
                .at("/code")
                .asText();
        send("bob", "POST", "/join", "{\"code\":\"" + code + "\"}");
    }

    @Test
    void oneRemembersAndTheOtherRecalls() throws IOException {
        bobJoins();
        send("ann", "PUT", "/" + slug + "/environment/development/LOG_LEVEL", "{\"value\":\"debug\"}");
        send("ann", "PUT", "/" + slug + "/environment/development/API_KEY", "{\"value\":\"" + SECRET + "\"}");
        login(ann, "ann", "--reveal");
        login(bob, "bob", "--no-reveal");
        String remembered = ann.done("remember", "--type", "gotcha", "--tag", "money", "Prices are in cents");
        assertThat(ann.done("sync")).contains("Sync complete: " + slug + ", 1 sent");
        assertThat(Files.readString(ann.work().resolve(".env")))
                .contains("LOG_LEVEL='debug'\n", "API_KEY='" + SECRET + "'\n");

        assertThat(bob.done("sync")).contains("1 received").contains("may not see them: API_KEY");
        assertThat(Files.readString(bob.work().resolve(".env")))
                .contains("LOG_LEVEL=")
                .doesNotContain("API_KEY");
        String uid = remembered.strip().replace("Remembered: ", "");
        assertThat(bob.done("recall", "price", "cents"))
                .contains(uid)
                .contains("gotcha, fresh")
                .contains("Prices are in");
        assertThat(bob.begin(Map.of(), "", "env", "run", "--", "true").end().text())
                .contains("may not see the secrets API_KEY");
        assertThat(ann.done("env", "run", "--", "sh", "-c", "printf %s \"$API_KEY $FLUKEBASE_TOKEN\""))
                .isEqualTo(SECRET + " ");

        bob.done("forget", uid);
        bob.done("sync");
        ann.done("sync");
        assertThat(ann.done("memories")).isEmpty();
        assertNoValueIn(ann.home());
    }

    private static void assertNoValueIn(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRET);
            }
        }
    }

    @Test
    void anAssistantRemembersAndTheProjectKnows() {
        login(ann, "ann", "--no-reveal");
        try (var sidecar = RunningSidecar.before(API)) {
            ann.done("mcp", "setup", "--url", sidecar.server().address().toString(), "claude-code");
            FbcProgram.Running serve = ann.start(Map.of(), "serve");
            serve.says("""
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                    "capabilities":{},"clientInfo":{"name":"one","version":"1"}}}
                    {"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}
                    {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"remember",\
                    "arguments":{"content":"Prices are in cents"}}}
                    """);
            serve.await("\"fb_sync\"");
            serve.await("Remembered: ");
            Await.until(
                    Duration.ofMinutes(2),
                    () -> people.send("ann", Call.of("GET", "/v1/spaces/" + slug + "/memories"))
                                    .at("/items")
                                    .size()
                            == 1,
                    () -> "the project does not know the memory");
            serve.hearsNoMore();
            FbcProgram.Ran ran = serve.end();
            assertThat(ran.status()).as(ran.text()).isZero();
            assertThat(ran.text()).contains("create_note");
        }
        FbcProgram.Running watch = ann.start(Map.of(), "watch");
        watch.await("Watching " + slug);
        watch.process().destroy();
        assertThat(watch.end().status()).isEqualTo(ENDED_BY_SIGTERM);
    }

    @Test
    void manyProcessesShareACacheAndADamagedOneIsMovedAside() throws IOException {
        login(ann, "ann", "--no-reveal");
        ann.done("sync");
        List<FbcProgram.Running> running = IntStream.range(0, 8)
                .mapToObj(number -> number < 6
                        ? ann.begin(Map.of(), "", "remember", "number " + number)
                        : ann.begin(Map.of(), "", "sync"))
                .toList();
        running.forEach(one -> {
            FbcProgram.Ran ran = one.end();
            assertThat(ran.status()).as(ran.text()).isZero();
        });
        ann.done("sync");
        assertThat(people.send("ann", Call.of("GET", "/v1/spaces/" + slug + "/memories"))
                        .at("/items"))
                .hasSize(6);
        FbcProgram.Ran quiet = ann.begin(Map.of("FBC_DEBUG", "1"), "", "sync").end();
        assertThat(quiet.text().lines().filter(line -> line.contains("correlation id")))
                .as(quiet.text())
                .hasSizeBetween(1, 3);

        Path cache = ann.home().resolve("cache.db");
        Files.writeString(cache, "this was a database ".repeat(1_000));
        Files.deleteIfExists(ann.home().resolve("cache.db-wal"));
        assertThat(ann.done("sync"))
                .contains("the cache was damaged; it is kept as")
                .contains("6 received");
        assertThat(ann.done("recall", "number")).contains("number 5");
        try (var files = Files.list(ann.home())) {
            assertThat(files.filter(path -> path.toString().contains("cache.db.damaged-")))
                    .isNotEmpty();
        }
    }
}
