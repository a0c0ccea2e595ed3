package dev.toolbridge.api.store;

import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.ItemChange;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Mutation;
import dev.toolbridge.api.item.Present;
import dev.toolbridge.api.item.References;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Write;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.database.DatabaseFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What is in a space while its head is held: read ahead where the keys are known, asked for where they are not.
final class PresentRows implements Present {

    /// The limit keeps the search for each key apart: joined, the planner may read the space and look for them in it.
    static final String READ = """
            SELECT found.type, found.uid, found.version, found.updated_at_ms, found.deleted_at_ms, found.payload::text
            FROM unnest(?, ?) AS key (type, uid)
            CROSS JOIN LATERAL (
              SELECT * FROM item i WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = key.type AND i.uid = key.uid
              LIMIT 1
            ) found
            """;

    private static final String KEPT_UNDER = """
            SELECT uid, version, updated_at_ms, deleted_at_ms, payload::text
            FROM item WHERE tenant_id = ? AND space_id = ? AND type = ? AND parent_uid = ? AND deleted_at_ms IS NULL
            ORDER BY seq
            """;

    private final Connection connection;
    private final Space space;
    private final Map<Key, Lookup> known = new HashMap<>();

    PresentRows(Connection connection, Space space, Set<Key> keys, ResultSet rows) throws SQLException {
        this.connection = connection;
        this.space = space;
        keys.forEach(key -> known.put(key, new Lookup.Missing()));
        while (rows.next()) {
            Item item = ItemRows.item(rows);
            known.put(new Key(Entities.named(rows.getString("type")), item.uid()), Lookup.of(item));
        }
    }

    /// What the decisions of these writes will ask for, as far as it can be known ahead.
    static Set<Key> keys(List<Write> writes) {
        var keys = new LinkedHashSet<Key>();
        for (Write write : writes) {
            keys.add(new Key(write.type(), write.mutation().uid()));
            body(write.mutation())
                    .ifPresent(fields -> keys.addAll(References.candidates(write.type(), fields.object())));
        }
        return keys;
    }

    private static Optional<Body.Fields> body(Mutation mutation) {
        Optional<Body> body =
                switch (mutation) {
                    case Mutation.Create create -> Optional.of(create.body());
                    case Mutation.Push push -> Optional.of(push.body());
                    case Mutation.Replace replace -> Optional.of(replace.body());
                    case Mutation.Patch patch -> Optional.of(patch.body());
                    case Mutation.Delete _, Mutation.Archive _, Mutation.Process _ -> Optional.empty();
                };
        return body.filter(Body.Fields.class::isInstance).map(Body.Fields.class::cast);
    }

    static void bindKeys(SpaceQuery query, Space space, Set<Key> keys) throws SQLException {
        query.bindArray("text", keys.stream().map(key -> key.type().name()).toArray());
        query.bindArray("uuid", keys.stream().map(Key::uid).toArray());
        query.bind(space.tenant()).bind(space.id());
    }

    /// What a decision made of an item counts for the decisions after it.
    void put(ItemChange change) {
        known.put(change.key(), Lookup.of(change.after()));
    }

    @Override
    public Lookup find(Key key) {
        return known.computeIfAbsent(key, this::read);
    }

    @Override
    public List<Item> keptUnder(EntityType type, UUID parentUid) {
        try (var query = SpaceQuery.prepareInside(connection, KEPT_UNDER)) {
            query.bind(space.tenant()).bind(space.id()).bind(type.name()).bind(parentUid);
            return live(type, query);
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure);
        }
    }

    private List<Item> live(EntityType type, SpaceQuery query) throws SQLException {
        var items = new ArrayList<Item>();
        ResultSet rows = query.onlyRows();
        while (rows.next()) {
            Item item = ItemRows.item(rows);
            if (known.getOrDefault(new Key(type, item.uid()), Lookup.of(item)) instanceof Lookup.Live live) {
                items.add(live.item());
            }
        }
        return items;
    }

    private Lookup read(Key key) {
        try (var query = SpaceQuery.prepareInside(connection, READ)) {
            bindKeys(query, space, Set.of(key));
            ResultSet rows = query.onlyRows();
            return rows.next() ? Lookup.of(ItemRows.item(rows)) : new Lookup.Missing();
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure);
        }
    }
}
