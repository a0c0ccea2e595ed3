package dev.toolbridge.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.intake.ImportFailure;
import dev.toolbridge.api.intake.ImportState;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.write.Authors;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.json.Json;
import io.helidon.dbclient.DbRow;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The imports that servers work on. A server that works holds a lease, which it renews with its progress; what it
/// stores without the lease has no effect.
public final class ImportWorkStore {
    private static final String DUE = "SELECT tenant, who, id, state, is_late FROM due_file_imports()";
    private static final String NEEDED = "SELECT needed_file_imports(?) AS id";
    private static final String FREE = "SELECT free_file_imports(?) AS freed";
    private static final String ROW = " WHERE tenant_id = ? AND user_id = ? AND id = ? AND state = ?";
    private static final String HELD = ROW + " AND lease_holder = ? AND lease_until > '-infinity' RETURNING id";

    private static final String CLAIM = """
            UPDATE file_import SET lease_holder = ?, lease_until = now() + interval '20 seconds',
              attempts = attempts + 1, begun_at = coalesce(begun_at, now())
            """ + ROW + """
             AND lease_until < now()
            RETURNING file_name, choices, author, request, coalesce(epoch, 0) AS epoch, run, attempts, changed_at
            """;

    private static final String BEAT = """
            UPDATE file_import SET lease_until = now() + interval '20 seconds', items = ?, bytes_read = ?
            """ + HELD;

    private static final String RELEASE = """
            UPDATE file_import SET lease_until = '-infinity', attempts = attempts - 1
            """ + HELD;

    private static final String END = """
            UPDATE file_import SET state = ?, plan = coalesce(?, plan), report = coalesce(?, report),
              undo = coalesce(?, undo), failure = ?, items = ?, items_total = coalesce(?, items_total), attempts = 0,
              lease_until = '-infinity', changed_at = now()
            """ + HELD;

    private static final String GIVE_UP = """
            UPDATE file_import SET state = 'failed', failure = ?, lease_until = '-infinity', changed_at = now()
            """ + ROW + " AND lease_until < now() RETURNING id";

    private final Database database;

    public ImportWorkStore(Database database) {
        this.database = database;
    }

    /// An import that no server works on.
    ///
    /// @param isLate true if no server has taken it for a quarter of an hour
    public record Due(String tenant, UUID user, UUID id, ImportState state, boolean isLate) {
        public Space space() {
            return new Space(tenant, user);
        }
    }

    /// An import that this server works on.
    ///
    /// @param holder names the holder of the lease
    /// @param run the run of what it writes; as the journal has it
    /// @param attempts the number of times that servers have begun this work
    /// @param orderedAt the time at which the user ordered it
    public record Claim(
            Due due,
            UUID holder,
            String fileName,
            List<String> choices,
            Author author,
            int epoch,
            Optional<String> run,
            int attempts,
            Instant orderedAt) {

        public Claim {
            choices = List.copyOf(choices);
        }
    }

    /// The outcome of the work.
    ///
    /// @param items the items that were done
    /// @param total the number of items, if it is known now
    public record End(
            ImportState state,
            Optional<ObjectNode> plan,
            Optional<ObjectNode> report,
            Optional<ObjectNode> undo,
            Optional<ImportFailure> failure,
            long items,
            OptionalLong total) {}

    public List<Due> due() {
        return database.single(DUE, ImportWorkStore::due);
    }

    private static Due due(DbRow row) {
        return new Due(
                row.column("tenant").getString(),
                row.column("who").get(UUID.class),
                row.column("id").get(UUID.class),
                ImportState.of(row.column("state").getString()),
                row.column("is_late").getBoolean());
    }

    /// Those of some imports whose file is needed still.
    public Set<UUID> needed(List<UUID> ids) {
        return database.single(NEEDED, row -> row.column("id").get(UUID.class), texts(ids)).stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Ends the leases of some imports.
    public void free(List<UUID> ids) {
        var _ = database.single(FREE, row -> row.column("freed").getLong(), texts(ids));
    }

    private static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    /// Takes an import; empty if another server was first.
    public Optional<Claim> claim(Due due) {
        UUID holder = UUID.randomUUID();
        return changed(due, CLAIM, row -> claim(due, holder, row), holder).stream()
                .findFirst();
    }

    private static Claim claim(Due due, UUID holder, DbRow row) {
        byte[] author = row.column("author").getString().getBytes(StandardCharsets.UTF_8);
        return new Claim(
                due,
                holder,
                row.column("file_name").getString(),
                ImportRows.words(row),
                Authors.parse(author, row.column("request").getString()),
                row.column("epoch").getInt(),
                ImportRows.text(row, "run"),
                row.column("attempts").getInt(),
                row.column("changed_at").get(Timestamp.class).toInstant());
    }

    /// Renews the lease; false if the import is somebody else's by now, or was ended.
    public boolean beat(Claim claim, long items, long bytesRead) {
        return held(claim, BEAT, items, bytesRead);
    }

    /// Gives the import back, for any server to go on with.
    public boolean release(Claim claim) {
        return held(claim, RELEASE);
    }

    /// Stores the outcome of the work.
    public boolean end(Claim claim, End end) {
        return held(
                claim,
                END,
                end.state().wireName(),
                text(end.plan()),
                text(end.report()),
                text(end.undo()),
                text(end.failure().map(ImportFailure::json)),
                end.items(),
                end.total().isPresent() ? end.total().getAsLong() : null);
    }

    /// Ends an import that no server can go on with.
    public boolean giveUp(Due due, ImportFailure failure) {
        return !changed(due, GIVE_UP, _ -> true, Json.text(failure.json())).isEmpty();
    }

    private boolean held(Claim claim, String sql, Object... values) {
        Due due = claim.due();
        var all = new ArrayList<Object>(Arrays.asList(values));
        all.addAll(List.of(due.tenant(), due.user(), due.id(), due.state().wireName(), claim.holder()));
        return database.transaction(due.tenant(), transaction -> {
            boolean isHeld = !transaction.rows(sql, _ -> true, all.toArray()).isEmpty();
            transaction.commit();
            return isHeld;
        });
    }

    private <T> List<T> changed(Due due, String sql, Function<DbRow, T> reader, Object first) {
        return database.transaction(due.tenant(), transaction -> {
            List<T> rows = transaction.rows(
                    sql,
                    reader,
                    first,
                    due.tenant(),
                    due.user(),
                    due.id(),
                    due.state().wireName());
            transaction.commit();
            return rows;
        });
    }

    private static String text(Optional<ObjectNode> document) {
        return document.map(Json::text).orElse(null);
    }
}
