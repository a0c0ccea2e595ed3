package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.PeakMemory;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Tokens;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.postgresql.PGConnection;

/// A space of five types taken out and brought in: its archive against `COPY` of the same rows, in turns; then the
/// archive and a folder of Markdown into empty spaces, by the programs of the command line.
record MovingRates(RunningApi api, ApiDatabase database, Path folder, int items) {
    private static final String SPACE = "SELECT set_config('app.tenant', '%s', false),"
            + " set_config('app.space', '%s', false), set_config('app.users', '%s', false)";
    private static final String COPY = """
            COPY (SELECT uid, version, updated_at_ms, deleted_at_ms, created_at_ms, payload FROM item
              WHERE tenant_id = '%s' AND space_id = '%s') TO STDOUT
            """;

    private static final int TURNS = 3;
    private static final int FILES = 10;
    private static final int WARM_UPS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    static String run(Plan plan) {
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            Path folder = Files.createTempDirectory("toolbridge-moving-");
            return new MovingRates(api, postgres.database(), folder, plan.items(100_000, 2_000)).all();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String all() throws IOException {
        var space = MovedSpace.filled(api, items);
        var lines = new ArrayList<String>();
        for (int turn = 0; turn < WARM_UPS; turn++) {
            var _ = exported(space, "none");
            copied(space);
        }
        long before = PeakMemory.of(api.program().id()).megabytes();
        for (int turn = 0; turn < TURNS; turn++) {
            double copy = seconds(() -> copied(space));
            double export = seconds(() -> {
                var _ = exported(space, "none");
            });
            lines.add(text("export %.2f s, COPY %.2f s: ratio %.2f", export, copy, copy / export));
        }
        lines.add("API: " + (PeakMemory.of(api.program().id()).megabytes() - before) + " MB more at its peak");
        for (String history : List.of("none", "all")) {
            Path archive = exported(space, history);
            for (int turn = 0; turn < TURNS; turn++) {
                lines.add("archive, history=" + history + ": "
                        + imported("ImportArchive", "-Xmx128m", archive.toString(), items));
            }
        }
        lines.add("Markdown: " + imported("ImportFiles", "-Xmx256m", vault().toString(), items / FILES));
        return String.join("\n  ", lines);
    }

    private String imported(String program, String heap, String path, int count) {
        String user = "mover-" + UUID.randomUUID();
        var settings = new HashMap<>(Map.of("DATABASE_URL", database.address()));
        settings.put("JWT_ISSUER", issuer());
        var words = List.of(heap, "dev.toolbridge.api." + program, "import", path, Tokens.DEFAULT_TENANT, user);
        long begin = System.nanoTime();
        try (var running = Program.start("api", words, settings)) {
            var memory = PeakMemory.until(running.id());
            double time = (System.nanoTime() - begin) / 1e9;
            if (running.exitCode(PATIENCE).orElse(-1) != 0) {
                throw new AssertionError(running.output());
            }
            return text(
                    "%.1f s (%.0f items/s), program %.1f s of a processor, %.0f MB",
                    time, count / time, memory.processorSeconds(), (double) memory.megabytes());
        }
    }

    private String issuer() {
        return api.server()
                .send(Call.of("GET", "/v1/me")
                        .with("Authorization", "Bearer " + api.tokens().of("anybody")))
                .at("/issuer")
                .asText();
    }

    private Path exported(MovedSpace space, String history) {
        Path file = folder.resolve(history + ".zip");
        var request = HttpRequest.newBuilder(api.server().address().resolve("/v1/export?history=" + history))
                .header("Authorization", "Bearer " + api.tokens().of(space.user()))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofFile(file)).body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// The rows of the same items, as the database itself writes them.
    private void copied(MovedSpace space) {
        String id = api.server()
                .send(Call.of("GET", "/v1/me")
                        .with("Authorization", "Bearer " + api.tokens().of(space.user())))
                .at("/user")
                .asText();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(SPACE.formatted(Tokens.DEFAULT_TENANT, id, id));
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(COPY.formatted(Tokens.DEFAULT_TENANT, id), OutputStream.nullOutputStream());
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Path vault() throws IOException {
        Path vault = Files.createDirectory(folder.resolve("vault"));
        for (int file = 0; file < items / FILES; file++) {
            Path place = Files.createDirectories(vault.resolve("folder " + file / 100));
            Files.writeString(
                    place.resolve("note " + file + ".md"),
                    "---\ntags: [garden]\ncreated: 2026-01-02\n---\n# Note " + file + "\n\n- [ ] dig [[note "
                            + (file + 1) + "]] #beans\n\n" + "Some words that a note may have. ".repeat(40) + "\n");
        }
        return vault;
    }

    private static double seconds(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
