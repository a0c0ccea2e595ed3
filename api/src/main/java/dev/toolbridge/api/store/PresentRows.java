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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

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

    private final Connection connection;
    private final Space space;
    private final Referrers referrers;
    private final Map<Key, Lookup> known = new HashMap<>();
    private final Map<Key, ItemChange> changed = new LinkedHashMap<>();
    private final Set<UUID> leftReferredTo = new HashSet<>();

    PresentRows(Connection connection, Space space, Set<Key> keys, ResultSet rows) throws SQLException {
        this.connection = connection;
        this.space = space;
        this.referrers = new Referrers(connection, space);
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
        changed.put(change.key(), change);
    }

    /// Whether more is kept under this item than could be told, since one transaction does not take it all.
    boolean isLeftReferredTo(Key key) {
        return leftReferredTo.contains(key.uid());
    }

    @Override
    public Lookup find(Key key) {
        return known.computeIfAbsent(key, this::read);
    }

    @Override
    public List<Item> keptUnder(EntityType type, UUID parentUid) {
        try {
            Referrers.Part part = referrers.under(type, parentUid, Referrers.ANY_PLACE);
            if (part.areMore()) {
                leftReferredTo.add(parentUid);
            }
            Stream<Item> stored = part.items().stream().filter(item -> !changed.containsKey(new Key(type, item.uid())));
            return Stream.concat(stored, putUnder(type, parentUid)).toList();
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure);
        }
    }

    /// What decisions of this transaction left or put there.
    private Stream<Item> putUnder(EntityType type, UUID parentUid) {
        return changed.values().stream()
                .filter(change -> change.type().equals(type) && !change.after().isDeleted())
                .filter(change -> change.parentUid().filter(parentUid::equals).isPresent())
                .map(ItemChange::after);
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
