package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.store.space.SpaceStatements;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.database.DatabaseFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A transaction that holds the head of a space, for rows of its own beside items of managed types: all of it is
/// stored, or nothing.
public final class ManagedTransaction {
    private final Connection connection;
    private final Space space;
    private final SpaceTransaction transaction;
    private final Decision decision;
    private boolean isTrial;

    ManagedTransaction(Connection connection, Space space, SpaceTransaction transaction, Decision decision) {
        this.connection = connection;
        this.space = space;
        this.transaction = transaction;
        this.decision = decision;
    }

    public Space space() {
        return space;
    }

    /// The ordinary statements of this transaction.
    public SpaceStatements statements() {
        return new SpaceStatements(connection);
    }

    /// The rows of a statement, as [SpaceStatements#rows] gives them.
    public <T> List<T> rows(String sql, SpaceStatements.RowReader<T> reader, Object... values) {
        return statements().rows(sql, reader, values);
    }

    /// Executes a statement that gives no rows.
    public void execute(String sql, Object... values) {
        statements().execute(sql, values);
    }

    /// Writes an item of a managed type.
    ///
    /// @throws dev.toolbridge.service.error.Refusal as a client's write is refused
    public Item write(Author author, EntityType type, Mutation mutation) {
        return write(author, new Write(type, mutation, new Precondition.None()));
    }

    /// The same under a condition.
    public Item write(Author author, Write write) {
        try {
            return switch (transaction.decide(write, author.outsideRuns(), decision)) {
                case Outcome.Changed changed -> changed.item();
                case Outcome.Unchanged unchanged -> unchanged.item();
                case Outcome.Lost lost -> lost.item();
                case Outcome.Refused refused -> throw refused.refusal();
            };
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure);
        }
    }

    /// Makes an item, or brings a deleted one back with these fields.
    public Item put(Author author, EntityType type, UUID uid, Body.Fields fields) {
        Optional<Item> stored = find(new Key(type, uid)).stored().filter(Item::isDeleted);
        Mutation mutation = stored.isPresent()
                ? new Mutation.Restore(uid, stored.get().version(), fields)
                : new Mutation.Create(uid, fields);
        return write(author, type, mutation);
    }

    /// Gives an item these fields and no others, and makes it if there is none.
    public void set(Author author, EntityType type, UUID uid, Body.Fields fields) {
        var _ = find(new Key(type, uid)) instanceof Lookup.Live
                ? write(author, type, new Mutation.Replace(uid, fields))
                : put(author, type, uid, fields);
    }

    /// Deletes an item that is live.
    public void deleteIfLive(Author author, EntityType type, UUID uid) {
        if (find(new Key(type, uid)) instanceof Lookup.Live) {
            write(author, type, new Mutation.Delete(uid));
        }
    }

    private Lookup find(Key key) {
        try {
            return PresentRows.one(connection, space, key);
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure);
        }
    }

    /// Makes a trial of it: all is rolled back in the end.
    public void leaveNothing() {
        isTrial = true;
    }

    void commit() throws SQLException {
        if (!isTrial) {
            transaction.commitsMore();
            transaction.commit();
        }
    }
}
