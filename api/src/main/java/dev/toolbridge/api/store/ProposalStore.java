package dev.toolbridge.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.proposal.Marks;
import dev.toolbridge.api.proposal.Proposal;
import dev.toolbridge.api.proposal.ProposalState;
import dev.toolbridge.api.proposal.Proposals;
import dev.toolbridge.api.proposal.ProposedChange;
import dev.toolbridge.api.store.read.ItemsTogether;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.api.store.write.Authors;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.json.Json;
import io.helidon.dbclient.DbRow;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Proposals in PostgreSQL.
public final class ProposalStore implements Proposals {

    private static final String SELECT_SPACE =
            "SELECT set_config('app.space', ?, true), set_config('app.users', ?, true)";

    private static final String STATE =
            "CASE WHEN state = 'open' AND expires_at <= now() THEN 'expired' ELSE state END AS state";

    private static final String HEAD = "id, title, reason, proposer, request, operations, created_at, expires_at,"
            + " closed_at, closed_by, closing, " + STATE;

    private static final String KNOWN = """
        SELECT id, once_digest FROM proposal WHERE tenant_id = ? AND space_id = ? AND once_key = ?
        """;

    /// The head is held, so that no wipe and no other proposal comes in between.
    private static final String HOLD = """
        SELECT epoch FROM space_head WHERE tenant_id = ? AND space_id = ? FOR NO KEY UPDATE
        """;

    private static final String OPEN = """
        SELECT count(*) AS open FROM proposal
        WHERE tenant_id = ? AND space_id = ? AND state = 'open' AND expires_at > now()
        """;

    private static final String STORE = """
        INSERT INTO proposal (tenant_id, space_id, epoch, title, reason, proposer, request, types, operations,
          content, expires_at, once_key, once_digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
        """;

    private static final String FIND = "SELECT " + HEAD + """
        , epoch, revision, content, decisions FROM proposal WHERE tenant_id = ? AND space_id = ? AND id = ?
        """;

    private static final String LIST = "SELECT " + HEAD + """
         FROM proposal WHERE tenant_id = ? AND space_id = ? AND id < ? AND types <@ ?::text[]
          AND (? = '' OR ? = CASE WHEN state = 'open' AND expires_at <= now() THEN 'expired' ELSE state END)
        ORDER BY id DESC LIMIT ?
        """;

    private static final String CHANGE = """
        UPDATE proposal SET content = ?, decisions = ?, revision = revision + 1
        WHERE tenant_id = ? AND space_id = ? AND id = ? AND revision = ? AND state = 'open' AND expires_at > now()
        RETURNING id
        """;

    private static final String CLOSE = """
        UPDATE proposal SET state = ?, closed_at = now(), closed_by = ?, closing = ?
        WHERE tenant_id = ? AND space_id = ? AND id = ? AND state = 'open' AND expires_at > now() RETURNING id
        """;

    private static final UUID LAST = new UUID(-1, -1);

    private final Database database;
    private final ItemsTogether items;

    public ProposalStore(Database database) {
        this.database = database;
        this.items = new ItemsTogether(database);
    }

    @Override
    public Stored store(Caller caller, Draft draft) {
        Space space = caller.space();
        Optional<String> key = draft.once().map(once -> once.user() + "\n" + once.key());
        return inside(space, transaction -> {
            var head = transaction.rows(HOLD, row -> row.column("epoch").getInt(), space.tenant(), space.id());
            Optional<Stored> known = key.flatMap(once -> known(transaction, space, draft, once));
            if (known.isPresent()) {
                return known.get();
            }
            if (head.isEmpty() || head.getFirst() != draft.epoch()) {
                return new Stored.OtherEpoch(head.isEmpty() ? 0 : head.getFirst());
            }
            long open = transaction
                    .rows(OPEN, row -> row.column("open").getLong(), space.tenant(), space.id())
                    .getFirst();
            if (open >= OPEN_MAX) {
                return new Stored.TooMany();
            }
            UUID id = insert(transaction, caller, draft, key);
            transaction.commit();
            return new Stored.Done(id, false);
        });
    }

    private static Optional<Stored> known(Transaction transaction, Space space, Draft draft, String key) {
        return transaction
                .rows(
                        KNOWN,
                        row -> row.column("once_digest")
                                        .getString()
                                        .equals(draft.once().orElseThrow().digest())
                                ? (Stored) new Stored.Done(id(row), true)
                                : new Stored.KeyReused(),
                        space.tenant(),
                        space.id(),
                        key)
                .stream()
                .findFirst();
    }

    private static UUID insert(Transaction transaction, Caller caller, Draft draft, Optional<String> key) {
        return transaction
                .rows(
                        STORE,
                        ProposalStore::id,
                        caller.tenant(),
                        caller.space().id(),
                        draft.epoch(),
                        draft.title(),
                        draft.reason().orElse(null),
                        Authors.json(caller.author()),
                        caller.correlationId(),
                        draft.changes().stream()
                                .map(change -> change.type().name())
                                .distinct()
                                .toList(),
                        draft.changes().size(),
                        ProposedChange.text(draft.changes()),
                        draft.expiresAt(),
                        key.orElse(null),
                        draft.once().map(once -> once.digest()).orElse(null))
                .getFirst();
    }

    @Override
    public Optional<Proposal> find(Space space, UUID id) {
        return inside(
                        space,
                        transaction -> transaction.rows(FIND, ProposalStore::proposal, space.tenant(), space.id(), id))
                .stream()
                .findFirst();
    }

    @Override
    public List<Summary> list(Space space, Part part) {
        String state = part.state().map(ProposalState::wireName).orElse("");
        return inside(
                space,
                transaction -> transaction.rows(
                        LIST,
                        ProposalStore::summary,
                        space.tenant(),
                        space.id(),
                        part.before().orElse(LAST),
                        List.copyOf(part.types()),
                        state,
                        state,
                        part.limit()));
    }

    @Override
    public boolean change(Space space, Proposal read, List<ProposedChange> changes, Marks marks) {
        return isWritten(
                space,
                CHANGE,
                ProposedChange.text(changes),
                Json.text(marks.json()),
                space.tenant(),
                space.id(),
                read.id(),
                read.revision());
    }

    @Override
    public boolean close(Caller caller, UUID id, ProposalState state, Optional<String> reason) {
        return isWritten(
                caller.space(),
                CLOSE,
                state.wireName(),
                Authors.json(caller.author()),
                reason.orElse(null),
                caller.tenant(),
                caller.space().id(),
                id);
    }

    @Override
    public Map<Key, Item> items(Space space, Collection<Key> keys) {
        return items.read(space, keys);
    }

    private boolean isWritten(Space space, String sql, Object... values) {
        return inside(space, transaction -> {
            boolean isWritten = !transaction.rows(sql, _ -> true, values).isEmpty();
            if (isWritten) {
                transaction.commit();
            }
            return isWritten;
        });
    }

    private <T> T inside(Space space, Function<Transaction, T> work) {
        return database.transaction(space.tenant(), transaction -> {
            transaction.rows(SELECT_SPACE, _ -> true, space.id().toString(), SpaceQuery.users(space));
            return work.apply(transaction);
        });
    }

    private static UUID id(DbRow row) {
        return row.column("id").get(UUID.class);
    }

    private static Proposal proposal(DbRow row) {
        String proposer = row.column("proposer").getString();
        return new Proposal(
                id(row),
                row.column("epoch").getInt(),
                state(row),
                row.column("title").getString(),
                text(row, "reason"),
                Authors.parse(
                        proposer.getBytes(StandardCharsets.UTF_8),
                        row.column("request").getString()),
                Json.stored(proposer),
                times(row),
                row.column("revision").getInt(),
                ProposedChange.parse(Json.stored(row.column("content").getString())),
                Marks.stored(Json.stored(row.column("decisions").getString())),
                closing(row));
    }

    private static Summary summary(DbRow row) {
        JsonNode by = Json.stored(row.column("proposer").getString());
        return new Summary(
                id(row),
                state(row),
                row.column("title").getString(),
                text(row, "reason"),
                by,
                times(row),
                row.column("operations").getInt(),
                closing(row));
    }

    private static ProposalState state(DbRow row) {
        return ProposalState.named(row.column("state").getString()).orElseThrow();
    }

    private static Proposal.Times times(DbRow row) {
        return new Proposal.Times(
                instant(row, "created_at").orElseThrow(),
                instant(row, "expires_at").orElseThrow());
    }

    private static Optional<Proposal.Closing> closing(DbRow row) {
        return instant(row, "closed_at")
                .map(at -> new Proposal.Closing(
                        at, Json.stored(row.column("closed_by").getString()), text(row, "closing")));
    }

    private static Optional<String> text(DbRow row, String column) {
        return row.column(column).as(String.class).asOptional();
    }

    private static Optional<Instant> instant(DbRow row, String column) {
        return row.column(column).as(Timestamp.class).map(Timestamp::toInstant);
    }
}
