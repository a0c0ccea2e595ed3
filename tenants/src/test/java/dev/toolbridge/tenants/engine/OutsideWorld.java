package dev.toolbridge.tenants.engine;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import java.util.List;
import java.util.Optional;

/// Something that steps have effects on: it makes a thing whenever it is asked to, a second one too, and finds
/// things by their label. And the faults that a test has prepared for the programs that call it.
final class OutsideWorld implements AutoCloseable {
    private static final String SCHEMA = """
            CREATE TABLE thing (id uuid PRIMARY KEY DEFAULT uuidv7(), label text NOT NULL, step text NOT NULL);
            CREATE INDEX thing_by_label ON thing (label, step);
            CREATE TABLE fault (id bigserial PRIMARY KEY, step text NOT NULL, point text NOT NULL, action text NOT NULL)
            """;

    private final Database database;

    OutsideWorld(DatabaseUrl url) {
        this.database = Database.open(url, 8, "outside");
    }

    static DatabaseUrl found() {
        DatabaseUrl url = TestPostgres.newDatabase();
        TestPostgres.execute(url, SCHEMA);
        return url;
    }

    Optional<String> find(String label, String step) {
        return database
                .single(
                        "SELECT CAST(id AS text) AS id FROM thing WHERE label = ? AND step = ? ORDER BY id LIMIT 1",
                        row -> row.column("id").getString(),
                        label,
                        step)
                .stream()
                .findFirst();
    }

    /// Makes a thing. It exists after a while, whether the caller still waits for the answer or not.
    String make(String label, String step, int slownessMs) {
        return database.single(
                        "INSERT INTO thing (label, step) SELECT ?, ?"
                                + " FROM pg_sleep(CAST(? AS double precision) / 1000) RETURNING CAST(id AS text) AS id",
                        row -> row.column("id").getString(),
                        label,
                        step,
                        slownessMs)
                .getFirst();
    }

    void remove(String label) {
        database.single("DELETE FROM thing WHERE label = ? RETURNING id", _ -> true, label);
    }

    /// The steps of the things with a label, twice if there are two.
    List<String> steps(String label) {
        return database.single(
                "SELECT step FROM thing WHERE label = ? ORDER BY step",
                row -> row.column("step").getString(),
                label);
    }

    /// The labels of all things, each once.
    List<String> labels() {
        return database.single(
                "SELECT DISTINCT label FROM thing", row -> row.column("label").getString());
    }

    void prepare(String step, String point, String action) {
        database.single(
                "INSERT INTO fault (step, point, action) VALUES (?, ?, ?) RETURNING id",
                _ -> true,
                step,
                point,
                action);
    }

    /// The fault that is prepared for a point, which happens once.
    Optional<String> take(String step, String point) {
        return database
                .single(
                        "DELETE FROM fault WHERE id = (SELECT min(id) FROM fault WHERE step = ? AND point = ?)"
                                + " RETURNING action",
                        row -> row.column("action").getString(),
                        step,
                        point)
                .stream()
                .findFirst();
    }

    long faults() {
        return database.single("SELECT count(*) AS count FROM fault", row -> row.column("count")
                        .getLong())
                .getFirst();
    }

    @Override
    public void close() {
        database.close();
    }
}
