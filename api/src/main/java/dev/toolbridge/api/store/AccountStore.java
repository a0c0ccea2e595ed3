package dev.toolbridge.api.store;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.account.AccountEnd;
import dev.toolbridge.api.account.Accounts;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.api.write.Once;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.Wipe;
import dev.toolbridge.api.write.Wiped;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The end of accounts in PostgreSQL, in steps of short transactions. The first step closes the account and records the
/// others, so that any server does what is left; each can be done again.
public final class AccountStore implements Accounts {
    private static final UUID BEGINNING = new UUID(0, 0);

    private static final String OWNED_ALONE = """
            SELECT s.slug FROM space_member m JOIN space s ON s.tenant_id = m.tenant_id AND s.id = m.space_id
            WHERE m.tenant_id = ? AND m.user_id = ? AND m.role = 'owner' AND s.deleted_at IS NULL AND NOT EXISTS (
              SELECT FROM space_member o WHERE o.tenant_id = m.tenant_id AND o.space_id = m.space_id
                AND o.role = 'owner' AND o.user_id <> m.user_id)
            ORDER BY s.slug LIMIT 20
            """;

    private static final String END = "SELECT ended, keys, sessions FROM end_account(?, ?, ?)";

    private static final String NEXT_PROJECT = """
            SELECT space_id FROM space_member WHERE tenant_id = ? AND user_id = ? AND space_id > ?
            ORDER BY space_id LIMIT 1
            """;

    private static final String IS_WRITTEN = """
            SELECT h.seq > h.wiped_seq + 1 AS is_written
            FROM (SELECT set_config('app.space', ?, true), set_config('app.users', ?, true)) AS chosen
            CROSS JOIN LATERAL (SELECT seq, wiped_seq FROM space_head WHERE tenant_id = ? AND space_id = ?) h
            """;

    private static final String RENAME = "SELECT rename_author(?, ?) AS result";
    private static final String FINISH = "SELECT finish_account(?) AS renamed";

    private final Database database;
    private final SpaceWriter writer;
    private final SeatStore seats;
    private final Runnable onEnd;

    /// @param onEnd runs when an account has been closed
    public AccountStore(Database database, SpaceWriter writer, SeatStore seats, Runnable onEnd) {
        this.database = database;
        this.writer = writer;
        this.seats = seats;
        this.onEnd = onEnd;
    }

    /// An account of which something is left.
    record Unfinished(String tenant, UUID user, String request, Instant endedAt) {

        Space space() {
            return new Space(tenant, user);
        }

        /// The author of what is done, whom nobody knows.
        Author author() {
            return new Author(
                    STAND_IN,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    request);
        }
    }

    private record Closed(Instant at, long keys, long sessions) {}

    @Override
    public AccountEnd end(Caller caller) {
        Closed closed = database.transaction(caller.tenant(), transaction -> close(transaction, caller));
        onEnd.run();
        var account = new Unfinished(caller.tenant(), caller.user(), caller.correlationId(), closed.at());
        Wiped wiped = empty(account);
        return new AccountEnd(closed.at(), closed.keys(), closed.sessions(), leave(account), wiped);
    }

    private static Closed close(Transaction transaction, Caller caller) {
        List<String> alone =
                transaction.rows(OWNED_ALONE, row -> row.column("slug").getString(), caller.tenant(), caller.user());
        if (!alone.isEmpty()) {
            throw Refusal.of(
                            ErrorCode.LAST_OWNER,
                            "projects have an owner: delete these, or make somebody else one first")
                    .fact("projects", alone);
        }
        Closed closed = transaction
                .rows(
                        END,
                        row -> new Closed(
                                row.column("ended").get(Timestamp.class).toInstant(),
                                row.column("keys").getLong(),
                                row.column("sessions").getLong()),
                        caller.user(),
                        caller.subject(),
                        caller.correlationId())
                .getFirst();
        var facts = Json.object().put("keys", closed.keys()).put("sessions", closed.sessions());
        AuditStore.append(
                transaction,
                caller,
                new AuditEntry("account.ended", caller.user().toString(), facts));
        transaction.commit();
        return closed;
    }

    /// Does what is left. Another server may do the same at the same time.
    void finish(Unfinished account) {
        var _ = empty(account);
        var _ = leave(account);
        if (isWrittenSince(account)) {
            var _ = done(writer.wipe(account.space(), wipe(account, Optional.empty())));
        }
        String result = "renamed";
        while (result.equals("renamed")) {
            result = rename(account);
        }
        if (result.equals("done")) {
            database.transaction(account.tenant(), transaction -> forget(transaction, account));
        }
    }

    /// Wipes the space of the account once, however often that is tried.
    private Wiped empty(Unfinished account) {
        var once = new Once(account.user(), "the end of the account at " + account.endedAt(), "");
        return done(writer.wipe(account.space(), wipe(account, Optional.of(once))));
    }

    private static Wipe wipe(Unfinished account, Optional<Once> once) {
        return new Wipe(STAND_IN, account.author(), once);
    }

    private static Wiped done(Result<Wiped> result) {
        return switch (result) {
            case Result.Done<Wiped> done -> done.value();
            case Result.Replayed<Wiped> replayed -> replayed.value();
            case Result.Answered<Wiped> _ -> throw new IllegalStateException("a wipe is never kept as an answer");
            case Result.Refused<Wiped> refused -> throw refused.refusal();
        };
    }

    /// Finds a write that was under way when the account was closed.
    private boolean isWrittenSince(Unfinished account) {
        String space = account.user().toString();
        return database.transaction(
                        account.tenant(),
                        transaction -> transaction.rows(
                                IS_WRITTEN,
                                row -> row.column("is_written").getBoolean(),
                                space,
                                space,
                                account.tenant(),
                                account.user()))
                .contains(true);
    }

    /// Leaves all projects, also as their only owner: somebody else has left at the same moment.
    private int leave(Unfinished account) {
        int left = 0;
        Optional<UUID> project = projectAfter(account, BEGINNING);
        while (project.isPresent()) {
            UUID id = project.get();
            writer.manage(new Space(account.tenant(), id), transaction -> {
                MemberRows.find(transaction, account.user())
                        .ifPresent(member -> MemberRows.forget(transaction, account.author(), member));
                return id;
            });
            left++;
            project = projectAfter(account, id);
        }
        seats.forget();
        return left;
    }

    private Optional<UUID> projectAfter(Unfinished account, UUID last) {
        return database
                .transaction(
                        account.tenant(),
                        transaction -> transaction.rows(
                                NEXT_PROJECT,
                                row -> row.column("space_id").get(UUID.class),
                                account.tenant(),
                                account.user(),
                                last))
                .stream()
                .findFirst();
    }

    private String rename(Unfinished account) {
        return database.transaction(account.tenant(), transaction -> {
            String result = transaction
                    .rows(RENAME, row -> row.column("result").getString(), account.user(), STAND_IN)
                    .getFirst();
            transaction.commit();
            return result;
        });
    }

    private static Unfinished forget(Transaction transaction, Unfinished account) {
        List<Long> renamed =
                transaction.rows(FINISH, row -> row.column("renamed").getLong(), account.user());
        if (!renamed.isEmpty()) {
            var facts = Json.object().put("changes", renamed.getFirst());
            var entry = new AuditEntry("account.forgotten", account.user().toString(), facts);
            AuditStore.append(transaction, account.tenant(), account.author(), entry);
            transaction.commit();
        }
        return account;
    }
}
