package dev.toolbridge.api.store;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.intake.Imports;
import dev.toolbridge.api.intake.StoredImport;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.store.write.Authors;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;

/// The imports of users in PostgreSQL. Those of one user are changed one after the other.
public final class ImportStore implements Imports {
    /// Held until the transaction ends.
    private static final String GATE = "SELECT pg_advisory_xact_lock(hashtextextended('imports ' || ?::text, 0))";

    private static final String ADD = """
            INSERT INTO file_import (
              tenant_id, user_id, id, state, file_name, file_bytes, file_hash, choices, author, request, once_key)
            VALUES (?, ?, ?, 'planning', ?, ?, ?, ?, ?, ?, ?) RETURNING
            """ + ImportRows.COLUMNS;

    private static final String FORGET = """
            DELETE FROM file_import WHERE tenant_id = ? AND user_id = ? AND id IN (
              SELECT id FROM file_import WHERE tenant_id = ? AND user_id = ?
                AND state IN ('done', 'failed', 'cancelled', 'undone')
              ORDER BY created_at DESC, id OFFSET ?) RETURNING id
            """;

    private static final String SELECT = "SELECT " + ImportRows.COLUMNS;
    private static final String OF_USER = " FROM file_import WHERE tenant_id = ? AND user_id = ?";
    private static final String LIST = SELECT + OF_USER + " ORDER BY created_at DESC, id LIMIT ?";
    private static final String FIND = SELECT + OF_USER + " AND id = ?";
    private static final String KNOWN = SELECT + OF_USER + " AND once_key = ?";
    private static final String OPEN =
            "SELECT id" + OF_USER + " AND state IN ('planning', 'planned', 'running', 'undoing')";

    private static final String STEP = """
            UPDATE file_import SET state = ?, run = coalesce(?, run), epoch = coalesce(?, epoch), author = ?,
              request = ?, items = 0, bytes_read = 0, begun_at = NULL, attempts = 0, lease_until = '-infinity',
              failure = NULL, changed_at = now()
            WHERE tenant_id = ? AND user_id = ? AND id = ? AND state = ? RETURNING
            """ + ImportRows.COLUMNS;

    private final Database database;
    private final ToIntFunction<Caller> epoch;

    /// @param epoch tells the epoch of the caller's space: what begins in it ends with it
    public ImportStore(Database database, ToIntFunction<Caller> epoch) {
        this.database = database;
        this.epoch = epoch;
    }

    @Override
    public Added add(Caller caller, Arrival arrival) {
        return database.transaction(caller.tenant(), transaction -> {
            transaction.rows(GATE, _ -> true, caller.user());
            Optional<StoredImport> before = arrival.onceKey().flatMap(key -> known(transaction, caller, key));
            if (before.isPresent()) {
                return isSame(before.get(), arrival) ? new Added.Repeated(before.get()) : new Added.KeyReused();
            }
            Optional<UUID> other = open(transaction, caller);
            if (other.isPresent()) {
                return new Added.Busy(other.get());
            }
            transaction.rows(
                    FORGET, _ -> true, caller.tenant(), caller.user(), caller.tenant(), caller.user(), KEPT_MAX - 1);
            StoredImport added = insert(transaction, caller, arrival);
            AuditStore.append(
                    transaction,
                    caller,
                    AuditEntry.of("import.uploaded", added.id().toString()));
            transaction.commit();
            return new Added.New(added);
        });
    }

    private static boolean isSame(StoredImport before, Arrival arrival) {
        return before.file().name().equals(arrival.file().name())
                && Arrays.equals(before.file().hash(), arrival.file().hash())
                && before.choices().equals(arrival.choices());
    }

    private static StoredImport insert(Transaction transaction, Caller caller, Arrival arrival) {
        return transaction
                .rows(
                        ADD,
                        ImportRows::stored,
                        caller.tenant(),
                        caller.user(),
                        arrival.id(),
                        arrival.file().name(),
                        arrival.file().bytes(),
                        arrival.file().hash(),
                        Json.text(arrival.choices()),
                        Authors.json(caller.author()),
                        caller.correlationId(),
                        arrival.onceKey().orElse(null))
                .getFirst();
    }

    @Override
    public Optional<UUID> open(Caller caller) {
        return database.transaction(caller.tenant(), transaction -> open(transaction, caller));
    }

    private static Optional<UUID> open(Transaction transaction, Caller caller) {
        return transaction.rows(OPEN, row -> row.column("id").get(UUID.class), caller.tenant(), caller.user()).stream()
                .findFirst();
    }

    @Override
    public boolean isKnown(Caller caller, String onceKey) {
        return database.transaction(caller.tenant(), transaction -> known(transaction, caller, onceKey)
                .isPresent());
    }

    private static Optional<StoredImport> known(Transaction transaction, Caller caller, String onceKey) {
        return transaction.rows(KNOWN, ImportRows::stored, caller.tenant(), caller.user(), onceKey).stream()
                .findFirst();
    }

    @Override
    public List<StoredImport> list(Caller caller) {
        return database.transaction(
                caller.tenant(),
                transaction -> transaction.rows(LIST, ImportRows::stored, caller.tenant(), caller.user(), KEPT_MAX));
    }

    @Override
    public Optional<StoredImport> find(Caller caller, UUID id) {
        return database.transaction(
                caller.tenant(),
                transaction -> transaction.rows(FIND, ImportRows::stored, caller.tenant(), caller.user(), id).stream()
                        .findFirst());
    }

    @Override
    public Optional<StoredImport> step(Caller caller, Step step) {
        Integer inEpoch = step.run().isPresent() ? epoch.applyAsInt(caller) : null;
        return database.transaction(caller.tenant(), transaction -> {
            transaction.rows(GATE, _ -> true, caller.user());
            Optional<UUID> other = open(transaction, caller).filter(id -> !id.equals(step.id()));
            if (other.isPresent() && !step.isEnd()) {
                throw Refusal.of(ErrorCode.OPERATION_IN_PROGRESS, "another import of yours has not ended")
                        .fact("import", other.get().toString());
            }
            Optional<StoredImport> stepped = update(transaction, caller, step, inEpoch);
            if (stepped.isPresent()) {
                AuditStore.append(
                        transaction,
                        caller,
                        AuditEntry.of(step.action(), step.id().toString()));
                transaction.commit();
            }
            return stepped;
        });
    }

    private static Optional<StoredImport> update(Transaction transaction, Caller caller, Step step, Integer inEpoch) {
        Author author = caller.author().outsideRuns();
        return transaction
                .rows(
                        STEP,
                        ImportRows::stored,
                        step.to().wireName(),
                        step.run().orElse(null),
                        inEpoch,
                        Authors.json(author),
                        caller.correlationId(),
                        caller.tenant(),
                        caller.user(),
                        step.id(),
                        step.from().wireName())
                .stream()
                .findFirst();
    }
}
