package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values of variables are readable nowhere but in the answer that shows them, and open in their own place only.
class SealedValuesTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final Maintenance MAINTENANCE = new Maintenance(WORKSPACE);

    /// The files of all tables, indexes and large values, and of the log that was written since.
    private static final String HOLDING = """
            SELECT c.relname FROM pg_class c
            WHERE pg_relation_filepath(c.oid) IS NOT NULL
              AND position(convert_to(?, 'UTF8') IN pg_read_binary_file(pg_relation_filepath(c.oid))) > 0
            UNION ALL
            SELECT 'pg_wal' FROM pg_ls_waldir() w WHERE w.modification >= to_timestamp(?)
              AND position(convert_to(?, 'UTF8') IN pg_read_binary_file('pg_wal/' || w.name)) > 0
            """;

    @TempDir
    private static Path folder;

    private static RunningServer server;

    @BeforeAll
    static void start() throws InterruptedException {
        String keys = MasterLines.file(folder, MasterLines.fresh());
        server = RunningServer.alone(WORKSPACE, Map.of("TOOLBRIDGE_MASTER_KEY_FILE", keys));
    }

    @AfterAll
    static void close() {
        server.close();
        WORKSPACE.close();
    }

    @Test
    void areInNoFileOfTheDatabaseAndInNoItem() throws SQLException {
        long since = Instant.now().getEpochSecond() - 1;
        var project = new SealedProject(server);
        String mark = "marked" + UUID.randomUUID();
        project.set(server, "SOME_KEY", mark + "-secret");
        project.set(server, "NO_SECRET_AT_ALL", mark + "-first");
        project.set(server, "SHOWN", mark + "-shown");
        var file = Json.object().put("dotenv", "SHOWN=\"" + mark + "-long" + "x".repeat(9_000) + "\"");
        assertThat(project.send(server, "POST", "development/import", Optional.of(Json.text(file)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(project.reveal(server).body()).contains(mark + "-secret", mark + "-long");
        assertThat(project.list(server).body()).contains(mark + "-long").doesNotContain(mark + "-secret");
        var wrong = Json.object().put("dotenv", "GOOD=" + mark + "\nNO KEY=" + mark);
        HttpResponse<String> refused =
                project.send(server, "POST", "development/import", Optional.of(Json.text(wrong)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).doesNotContain(mark);

        for (String route : List.of("/environment", "/changes?include=payload", "/export", "/search?q=" + mark)) {
            HttpResponse<String> read = project.read(server, route);
            assertThat(read.statusCode()).as(route).isEqualTo(200);
            assertThat(read.body()).as(route).doesNotContain(mark);
        }
        assertThat(project.read(server, "/changes?include=payload").body()).contains("seen-SHOWN");
        assertThat(holding("seen-SHOWN", since)).contains("item", "change", "pg_wal");
        assertThat(holding(mark, since)).isEmpty();
    }

    private static List<String> holding(String text, long since) throws SQLException {
        String name = WORKSPACE.owner().jdbc().replaceFirst("^.*/([^/?]*).*$", "$1");
        var found = new ArrayList<String>();
        try (Connection connection = TestPostgres.connect(TestPostgres.admin(name));
                var checkpoint = connection.createStatement();
                var query = connection.prepareStatement(HOLDING)) {
            checkpoint.execute("CHECKPOINT");
            query.setString(1, text);
            query.setLong(2, since);
            query.setString(3, text);
            var rows = query.executeQuery();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /// Each statement puts a sealed value where another belongs, or makes a secret one a value that is shown.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE environment_value SET sealed = (SELECT sealed FROM environment_value WHERE uid = 'OTHER')"
                        + " WHERE uid = 'MINE'",
                "UPDATE environment_value SET sealed = (SELECT sealed FROM environment_value WHERE uid = 'STAGED')"
                        + " WHERE uid = 'MINE'",
                "UPDATE environment_value SET sealed = (SELECT sealed FROM environment_value WHERE uid = 'FOREIGN')"
                        + " WHERE uid = 'MINE'",
                "UPDATE environment_value SET version = 2 WHERE uid = 'MINE';"
                        + " UPDATE item SET payload = jsonb_set(payload, '{valueVersion}', '2') WHERE uid = 'MINE'",
                "UPDATE data_key SET sealed = (SELECT sealed FROM data_key WHERE space_id = 'STRANGE')"
                        + " WHERE space_id = 'PROJECT'",
                "UPDATE item SET payload = jsonb_set(payload, '{isSecret}', 'false') WHERE uid = 'MINE'",
            })
    void openInNoOtherPlace(String statement) {
        var project = new SealedProject(server);
        var strange = new SealedProject(server);
        String mine = project.set(server, "MY_KEY", "value-of-mine");
        String other = project.set(server, "OTHER_KEY", "value-of-other");
        String staged = project.set(server, "staging", "MY_KEY", "value-of-staged");
        String foreign = strange.set(server, "MY_KEY", "value-of-foreign");
        assertThat(project.reveal(server).statusCode()).isEqualTo(200);

        MAINTENANCE.execute(statement
                .replace("MINE", mine)
                .replace("OTHER", other)
                .replace("STAGED", staged)
                .replace("FOREIGN", foreign)
                .replace("STRANGE", strange.id())
                .replace("PROJECT", project.id()));

        for (HttpResponse<String> answer : List.of(project.reveal(server), project.list(server))) {
            assertThat(answer.body()).doesNotContain("value-of-");
        }
        assertThat(project.reveal(server).statusCode()).isIn(500, 503);
    }
}
