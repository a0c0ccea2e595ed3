package dev.toolbridge.connect.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Memories without a network, and their exchange with a server that answers in every way.
class SyncTest {
    private static final String ID = "0b5e4f4c-9f0e-4f3e-8b07-2f3c6c3b1a11";
    private static final String SPACE = "/v1/spaces/" + ID;
    private static final String SESSION = "POST " + SPACE + "/sync/sessions";
    private static final String PUSH = "POST " + SPACE + "/sync/memories/push";
    private static final String PULL = "GET " + SPACE + "/sync/memories/pull?limit=1000";
    private static final String OF_OTHERS = "6f1f3a52-7a54-4f35-b1b1-0a3a5b3c9d01";

    private final FakeApi api = new FakeApi()
            .on(
                    "GET /v1/projects/web-shop",
                    200,
                    "{\"id\":\"" + ID + "\",\"slug\":\"web-shop\",\"number\":7,\"name\":\"Web shop\"}")
            .on("GET /v1/me", 200, "{\"scopes\":[]}")
            .on(SESSION, 201, "{\"id\":\"one\",\"epoch\":1}")
            .on(PULL, 200, page("", "", "c1"))
            .on(PULL + "&cursor=c1", 200, page("", "", "c1"));
    private final Fbc fbc;

    SyncTest(@TempDir Path folder) {
        fbc = new Fbc(folder);
    }

    @BeforeEach
    void login() {
        Fbc.Ran ran = fbc.typing("fbk_test_one\n", "login", "--url", api.address(), "--project", "web-shop");
        assertThat(ran.status()).as(ran.err()).isZero();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static String page(String upserts, String deletes, String cursor) {
        return "{\"upserts\":[" + upserts + "],\"deletes\":[" + deletes + "],\"nextCursor\":\"" + cursor
                + "\",\"hasMore\":false}";
    }

    private static String memory(String uid, String content) {
        return "{\"uid\":\"" + uid + "\",\"memoryType\":\"fact\",\"content\":\"" + content
                + "\",\"updatedTs\":\"2026-01-01T00:00:00Z\",\"sync\":{\"version\":1,\"isDeleted\":false}}";
    }

    private static String ack(String rest) {
        return "[{\"uid\":\"x\",\"version\":1," + rest + "}]";
    }

    private String done(String... words) {
        Fbc.Ran ran = fbc.run(words);
        assertThat(ran.status()).as(ran.err()).isZero();
        return ran.out();
    }

    private String remember(String... words) {
        var all = new String[words.length + 1];
        all[0] = "remember";
        System.arraycopy(words, 0, all, 1, words.length);
        return done(all).strip().replace("Remembered: ", "");
    }

    private String sync() {
        return done("sync", "--no-env");
    }

    @Test
    void keepsWhatNoServerHasAnsweredYet() {
        sync();
        String uid = remember("--tag", "money", "Prices are in cents");
        assertThat(done("recall", "cents")).contains(uid, "fact, fresh, tags money, not sent yet");
        assertThat(done("sync", "--dry-run", "--no-env")).contains("1 changes");
        api.html(PUSH, "<html>a proxy</html>");
        assertThat(fbc.run("sync", "--no-env").err()).contains("no JSON");
        api.on(PUSH, 200, "[]");
        assertThat(fbc.run("sync", "--no-env").err()).contains("0 acks to 1 changes");
        api.on(PUSH, 200, ack("\"applied\":true"));
        api.on(PULL + "&cursor=c1", 200, page(memory(uid, "Prices are in cents"), "", "c2"));
        assertThat(sync()).contains("1 sent, 0 received");
        assertThat(done("recall", "cents")).contains(uid).doesNotContain("not sent yet");
        api.on(PULL + "&cursor=c2", 200, page("", "", "c2"));
        assertThat(sync()).contains("0 sent, 0 received");
        api.close();
        assertThat(done("memories")).contains(uid);
        assertThat(done("forget", uid)).contains(uid);
        assertThat(done("memories")).isEmpty();
    }

    @Test
    void takesTheWordsOfOthersAndTheirDeletions() {
        api.on(PULL, 200, page(memory(OF_OTHERS, "The old harbour"), "", "c1"));
        assertThat(sync()).contains("1 received");
        assertThat(done("recall", "HARBOUR")).contains(OF_OTHERS).contains("stale");
        api.on(PULL + "&cursor=c1", 200, page("", "{\"uid\":\"" + OF_OTHERS + "\"}", "c2"));
        sync();
        assertThat(done("memories")).isEmpty();
    }

    @Test
    void overwritesNothingThatWaits() {
        api.on(PULL, 200, page(memory(OF_OTHERS, "first"), "", "c1"));
        sync();
        done("forget", OF_OTHERS);
        api.on(PUSH, 200, ack("\"applied\":false,\"reason\":\"edited_meanwhile\""))
                .on(PULL + "&cursor=c1", 200, page(memory(OF_OTHERS, "second"), "", "c2"));
        Fbc.Ran ran = fbc.run("sync", "--no-env");
        assertThat(ran.err()).contains("1 changes were merged or decided by the project");
        assertThat(done("memories")).contains("second");
    }

    @Test
    void keepsWhatTheServerRefusesUntilThePersonLetsItGo() {
        String uid = remember("password = hunter22");
        api.on(PUSH, 200, ack("\"error\":\"looks like a secret\",\"code\":\"looks_like_secret\",\"retryable\":false"))
                .on("GET /v1/projects/" + ID + "/conflicts?limit=50", 200, "{\"conflicts\":[]}");
        Fbc.Ran ran = fbc.run("sync", "--no-env");
        assertThat(ran.err()).contains("1 were refused");
        assertThat(done("memories")).isEmpty();
        assertThat(done("conflicts")).contains(uid, "looks like a secret", "hunter22", "--drop");
        assertThat(sync()).as("it is not sent again").contains("0 sent");
        done("resolve", uid, "--drop");
        assertThat(done("conflicts")).isEmpty();
        assertThat(fbc.run("resolve", uid, "--drop").status()).isEqualTo(1);
    }

    @Test
    void beginsAgainAfterAWipeAndKeepsWhatWasNotSent() {
        api.on(PULL, 200, page(memory(OF_OTHERS, "before the wipe"), "", "c1"));
        sync();
        String uid = remember("not sent in time");
        api.on(SESSION, 201, "{\"id\":\"two\",\"epoch\":2}")
                .on(PULL, 200, page("", "", "d1"))
                .on("GET /v1/projects/" + ID + "/conflicts?limit=50", 200, "{\"conflicts\":[]}");
        sync();
        assertThat(done("memories")).isEmpty();
        assertThat(done("conflicts")).contains(uid, "wiped", "not sent in time");
    }

    @Test
    void readsASnapshotWhenItsPlaceIsGone() {
        api.on(PULL, 200, page(memory(OF_OTHERS, "gone later"), "", "c1"));
        sync();
        String uid = remember("mine");
        api.on(PUSH, 200, ack("\"applied\":true,\"merged\":true"))
                .on(PULL + "&cursor=c1", 409, "{\"error\":\"resync_required\",\"code\":\"resync_required\"}")
                .on(PULL, 200, page(memory(uid, "mine, merged"), "", "c5"));
        sync();
        assertThat(done("memories")).contains("mine, merged").doesNotContain("gone later");
    }

    @Test
    void putsTheExactKeyFirstAndLeavesOutWhatIsSuperseded() {
        String old = remember("--type", "convention", "--key", "prices", "Prices are floats");
        remember("--type", "convention", "--key", "money", "prices prices prices");
        String fresh = remember("--type", "convention", "--supersedes", old, "Prices are cents");
        assertThat(done("recall", "prices")).contains(fresh).doesNotContain(old);
        assertThat(done("recall", "--superseded", "prices")).startsWith(old).contains("superseded");
        assertThat(done("recall", "--type", "fact", "prices")).isEmpty();
        assertThat(done("recall", "prices", "-cents", "--superseded")).doesNotContain(fresh);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "a AND (", "* OR NOT", "-", "''; DROP TABLE memory", "NEAR(a b)", "ключ", "a:b^2"})
    void takesAnyTextForAQuestion(String question) {
        remember("a key");
        assertThat(fbc.run("recall", "--", question).status()).isZero();
    }

    @Test
    void refusesWhatIsNoMemory() {
        assertThat(fbc.run("remember", " ").err()).contains("1 to 16384 characters");
        assertThat(fbc.run("remember", "x".repeat(16_385)).status()).isEqualTo(1);
        assertThat(fbc.run("remember", "😀".repeat(16_384)).status()).isZero();
        assertThat(fbc.run("remember", "--type", "rumour", "x").err()).contains("is no type");
        assertThat(fbc.run("forget", "nobody").err()).contains("no one memory");
        api.on(SESSION, 404, "{\"error\":\"no such space\"}");
        assertThat(fbc.run("sync").err()).isEqualTo("fbc: Project not found\n");
        assertThat(fbc.run("sync", "--environment", "moon").err()).contains("is no environment");
    }

    @Test
    void leavesNoSecretOfAnotherEnvironment() throws IOException {
        revealing("web-shop");
        variable(ID, "development", "of development");
        variable(ID, "production", "of production")
                .on("POST /v1/projects/" + ID + "/environment/production/reveal", 403, "{\"error\":\"no\"}");
        done("sync");
        assertThat(env()).contains("API_KEY='of development'");
        Fbc.Ran ran = fbc.run("sync", "--environment", "production");
        assertThat(ran.err()).contains("may not see them: API_KEY");
        assertThat(env()).doesNotContain("API_KEY");
    }

    @Test
    void takesTheSecretsOfTheProjectThatTheFolderBelongsTo() throws IOException {
        revealing("web-shop");
        variable(ID, "development", "of the first");
        done("sync");
        String space = "/v1/spaces/" + OF_OTHERS;
        api.on(
                        "GET /v1/projects/other",
                        200,
                        "{\"id\":\"" + OF_OTHERS + "\",\"slug\":\"other\",\"number\":8,\"name\":\"Other\"}")
                .on("POST " + space + "/sync/sessions", 201, "{\"id\":\"one\",\"epoch\":1}")
                .on("GET " + space + "/sync/memories/pull?limit=1000", 200, page("", "", "c1"));
        revealing("other");
        variable(OF_OTHERS, "development", "of the other");
        Files.writeString(fbc.current().resolve(".flukebase.toml"), "[project]\nname = \"other\"\n");
        done("sync");
        assertThat(env()).contains("API_KEY='of the other'").doesNotContain("of the first");
    }

    private void revealing(String project) {
        api.on("GET /v1/me", 200, "{\"scopes\":[\"environment:reveal\"]}");
        fbc.typing("fbk_test_one\n", "login", "--project", project);
    }

    /// A secret in its first version.
    private FakeApi variable(String project, String environment, String value) {
        String path = "/v1/projects/" + project + "/environment/" + environment;
        String shown = "{\"variables\":[{\"key\":\"API_KEY\",\"valueVersion\":1";
        return api.on("GET " + path, 200, shown + "}]}")
                .on("POST " + path + "/reveal", 200, shown + ",\"value\":\"" + value + "\"}]}");
    }

    private String env() throws IOException {
        return Files.readString(fbc.current().resolve(".env"));
    }

    @Test
    void movesADamagedCacheAside() throws IOException {
        api.on(PULL, 200, page(memory(OF_OTHERS, "comes back"), "", "c1"));
        sync();
        Path cache = fbc.own().resolve("cache.db");
        for (String ending : new String[] {"-wal", "-shm"}) {
            Files.deleteIfExists(cache.resolveSibling("cache.db" + ending));
        }
        byte[] damage = "no database at all ".repeat(500).getBytes(StandardCharsets.US_ASCII);
        Files.write(cache, damage);
        Fbc.Ran ran = fbc.run("memories");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("the cache was damaged; it is kept as");
        try (var files = Files.list(fbc.own())) {
            Path kept = files.filter(path -> path.toString().contains("cache.db.damaged-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readAllBytes(kept)).isEqualTo(damage);
        }
        assertThat(sync()).contains("1 received");
        assertThat(done("memories")).contains("comes back");
    }
}
