package dev.toolbridge.api.store.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.ItemChange;
import dev.toolbridge.api.item.decision.Present;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ItemRules;
import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The facts that the rules of types ask for while the head of a space is held.
final class RuleRows {

    /// A personal space has no members.
    private static final String LEADS = """
            SELECT coalesce(bool_and(role IN ('owner', 'admin')), true) AS leads FROM space_member
            WHERE tenant_id = ? AND space_id = ? AND subject = ?
            """;

    private static final String HOLDERS = """
            SELECT uid FROM item WHERE tenant_id = ? AND space_id = ? AND type = ? AND item_key = ?
              AND item_key IS NOT NULL AND deleted_at_ms IS NULL AND payload->>? = ?
            """;

    private static final String SINCE = """
            SELECT
              (SELECT payload::text FROM change
                WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ? AND version = ?) AS base,
              (SELECT actor::text FROM change
                WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ? AND version = ?) AS actor
            """;

    private static final String REPEATED = """
            SELECT version, metadata::text FROM change
            WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ? AND version > ? AND metadata->>'sent' = ?
            ORDER BY version LIMIT 1
            """;

    private final Connection connection;
    private final Space space;
    private final Map<String, Boolean> leaders = new HashMap<>();

    RuleRows(Connection connection, Space space) {
        this.connection = connection;
        this.space = space;
    }

    /// Nobody's role changes while the head is held.
    boolean leads(String subject) {
        return leaders.computeIfAbsent(subject, this::readLeads);
    }

    private boolean readLeads(String subject) {
        try (var query = SpaceQuery.prepareInside(connection, LEADS)) {
            ResultSet row =
                    query.bind(space.tenant()).bind(space.id()).bind(subject).onlyRows();
            row.next();
            return row.getBoolean("leads");
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure);
        }
    }

    /// @param changed the changes that are decided and not written yet
    Optional<UUID> holder(EntityType type, String name, Set<UUID> except, Collection<ItemChange> changed) {
        Optional<UUID> decided = changed.stream()
                .filter(change -> change.type().equals(type) && !change.after().isDeleted())
                .filter(change -> !except.contains(change.after().uid()) && change.isUniqueAs(name))
                .map(change -> change.after().uid())
                .findFirst();
        return decided.isPresent() ? decided : stored(type, name, except, changed);
    }

    private Optional<UUID> stored(EntityType type, String name, Set<UUID> except, Collection<ItemChange> changed) {
        ItemRules.Key key = type.rules().key().orElseThrow();
        try (var query = SpaceQuery.prepareInside(connection, HOLDERS)) {
            query.bind(space.tenant()).bind(space.id()).bind(type.name()).bind(name);
            ResultSet rows =
                    query.bind(key.unique().field()).bind(key.unique().value()).onlyRows();
            while (rows.next()) {
                UUID uid = rows.getObject("uid", UUID.class);
                boolean isSuperseded =
                        changed.stream().anyMatch(change -> change.after().uid().equals(uid));
                if (!except.contains(uid) && !isSuperseded) {
                    return Optional.of(uid);
                }
            }
            return Optional.empty();
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure);
        }
    }

    /// The past of an item, as far as its changes are written.
    Present.Since since(Key key, long base, String mark, Optional<Item> stored) {
        try (var query = SpaceQuery.prepareInside(connection, SINCE);
                var repeats = SpaceQuery.prepareInside(connection, REPEATED)) {
            bind(query, key).bind(base);
            bind(query, key).bind(stored.map(Item::version).orElse(0L));
            ResultSet row = query.onlyRows();
            row.next();
            Optional<ObjectNode> fields = json(row.getBytes("base")).map(ObjectNode.class::cast);
            Optional<JsonNode> author = json(row.getBytes("actor"));
            ResultSet repeat = bind(repeats, key).bind(base).bind(mark).onlyRows();
            Optional<Present.Repeated> repeated = repeat.next()
                    ? Optional.of(new Present.Repeated(
                            repeat.getLong("version"),
                            json(repeat.getBytes("metadata")).orElseThrow()))
                    : Optional.empty();
            return new Present.Since(fields, repeated, author);
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure);
        }
    }

    private SpaceQuery bind(SpaceQuery query, Key key) throws SQLException {
        return query.bind(space.tenant())
                .bind(space.id())
                .bind(key.type().name())
                .bind(key.uid());
    }

    private static Optional<JsonNode> json(byte[] text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Json.parse(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException("the database holds JSON only", impossible);
        }
    }
}
