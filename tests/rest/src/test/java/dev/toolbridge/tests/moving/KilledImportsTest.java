package dev.toolbridge.tests.moving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import whose process is killed in the middle ends, started again, the same as one that was not.
class KilledImportsTest {
    private static final int ITEMS = 4_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String OLD = """
            CREATE TABLE app_user (id uuid PRIMARY KEY, sub text UNIQUE, created_at timestamptz DEFAULT now());
            CREATE TABLE owner_state (owner_id text PRIMARY KEY, epoch int, last_wipe_at timestamptz,
              last_wipe_by text);
            DO $$
            DECLARE name text;
            BEGIN
              FOREACH name IN ARRAY string_to_array(
                'note task comment chat chat_message task_list task_list_category', ' ') LOOP
                EXECUTE format('CREATE TABLE %I (uid uuid, owner_id uuid, updated_at_ms bigint, deleted_at_ms bigint,
                  version int, payload_json jsonb, created_at timestamptz DEFAULT now(), parent_type text,
                  parent_uid uuid, chat_uid uuid, PRIMARY KEY (owner_id, uid))', name);
              END LOOP;
            END
            $$;
            """;

    @TempDir
    private Path folder;

    private final RunningApi api = RunningApi.instance();
    private final String user = "mover-" + UUID.randomUUID();

    @Test
    void anImportOverHttpGoesOnWhenItsServerIsBack() throws IOException {
        Map<String, String> settings =
                Map.of("UPLOAD_DIR", folder.resolve("uploads").toString());
        String path;
        try (RunningApi killed = api.startAgain(settings)) {
            Reply sent = killed.server()
                    .send(call("POST", "/v1/imports?name=vault.zip", user).body(vault()));
            assertThat(sent.status()).as(sent.body()).isEqualTo(201);
            path = "/v1/imports/" + sent.at("/id").asText();
            awaitState(killed, path, "planned");
            assertThat(killed.server().send(call("POST", path + "/start", user)).status())
                    .isEqualTo(202);
            awaitNotes(user);
            killed.program().kill();
        }

        try (RunningApi back = api.startAgain(settings)) {
            awaitState(back, path, "done");
            JsonNode report = back.server().send(call("GET", path, user)).at("/report");

            assertThat(report.path("present").asInt()).as(report.toString()).isPositive();
            assertThat(report.path("present").asInt() + report.path("stored").asInt())
                    .isEqualTo(ITEMS);
        }
        assertThat(changes(user)).as("each note was written once").isEqualTo(ITEMS);
    }

    @Test
    void theOldDatabaseAndAnArchiveComeWholeInASecondAttempt() throws Exception {
        Map<String, String> old = old(user);
        List<String> order = List.of("import", Tokens.DEFAULT_TENANT);
        killedInTheMiddle("dev.toolbridge.api.ImportOld", order, user, old);
        assertThat(ended("dev.toolbridge.api.ImportOld", order, old))
                .as("both sides are the same")
                .isZero();
        Path archive = exported(user);
        assertThat(notes(archive)).hasSize(ITEMS);
        assertThat(changes(user)).isEqualTo(ITEMS);

        String other = user + "-2";
        List<String> second = List.of("import", archive.toString(), Tokens.DEFAULT_TENANT, other);
        killedInTheMiddle("dev.toolbridge.api.ImportArchive", second, other, Map.of());
        assertThat(ended("dev.toolbridge.api.ImportArchive", second, Map.of())).isZero();
        assertThat(notes(exported(other))).isEqualTo(notes(archive));
        assertThat(changes(other)).isEqualTo(ITEMS);
    }

    /// The settings for a database of the old server's shape.
    private static Map<String, String> old(String subject) {
        var database = ApiDatabase.fresh();
        database.execute(
                OLD + "INSERT INTO app_user VALUES ('00000000-0000-0000-0000-000000000001', '" + subject + "');"
                        + "INSERT INTO note (uid, owner_id, updated_at_ms, version, payload_json)"
                        + " SELECT gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 1700000000000 + n, 3,"
                        + " jsonb_build_object('title', 'note ' || n) FROM generate_series(1, " + ITEMS + ") n");
        return Map.of("OLD_DATABASE_URL", database.addressOfOwner());
    }

    private void killedInTheMiddle(String program, List<String> order, String subject, Map<String, String> more) {
        try (Program running = started(program, order, more)) {
            awaitNotes(subject);
            running.kill();
        }
        assertThat(changes(subject)).as("it was in the middle").isLessThan(ITEMS);
    }

    private int ended(String program, List<String> order, Map<String, String> more) {
        try (Program running = started(program, order, more)) {
            return running.exitCode(PATIENCE).orElseThrow(() -> new AssertionError(running.output()));
        }
    }

    private Program started(String program, List<String> order, Map<String, String> more) {
        var words = new ArrayList<>(List.of(program));
        words.addAll(order);
        var settings = new HashMap<>(more);
        settings.put("DATABASE_URL", api.environment().get("DATABASE_URL"));
        settings.put(
                "JWT_ISSUER",
                api.server().send(call("GET", "/v1/me", user)).at("/issuer").asText());
        return Program.start("api", words, settings);
    }

    private void awaitState(RunningApi at, String path, String state) {
        Await.until(
                PATIENCE,
                () -> at.server()
                        .send(call("GET", path, user))
                        .at("/state")
                        .asText()
                        .equals(state),
                () -> at.server().send(call("GET", path, user)).body());
    }

    private void awaitNotes(String subject) {
        Await.until(
                PATIENCE,
                () -> !api.server()
                        .send(call("GET", "/v1/notes?limit=1", subject))
                        .at("/items")
                        .isEmpty(),
                () -> "nothing was imported");
    }

    /// The number of changes of notes in the runs of a user.
    private int changes(String subject) {
        return api.server()
                .send(call("GET", "/v1/runs", subject))
                .at("/runs")
                .valueStream()
                .flatMap(run -> run.at("/counts/note").valueStream())
                .mapToInt(JsonNode::asInt)
                .sum();
    }

    private Path exported(String subject) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(api.server().address().resolve("/v1/export"))
                .header("Authorization", "Bearer " + api.tokens().of(subject))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofFile(folder.resolve(subject + ".zip")))
                    .body();
        }
    }

    private static List<String> notes(Path archive) throws IOException {
        try (var zip = new ZipFile(archive.toFile());
                var in = zip.getInputStream(zip.getEntry("items/notes.jsonl"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static byte[] vault() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int note = 0; note < ITEMS; note++) {
                zip.putNextEntry(new ZipEntry("garden/" + note + ".md"));
                zip.write(("# Note " + note + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private Call call(String method, String path, String subject) {
        return Call.of(method, path)
                .with("Authorization", "Bearer " + api.tokens().of(subject));
    }
}
