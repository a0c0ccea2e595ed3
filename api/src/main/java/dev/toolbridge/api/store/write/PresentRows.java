package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.ItemChange;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Present;
import dev.toolbridge.api.item.decision.References;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.store.read.ItemRows;
import dev.toolbridge.api.store.read.PageQueries;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.OnDelete;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.service.memory.Share;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
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

/// The items of a space while its head is held: read ahead if the keys are known, else queried.
final class PresentRows implements Present {

    private static final String ONE = """
            SELECT type, uid, version, updated_at_ms, deleted_at_ms, payload::text
            FROM item WHERE tenant_id = ? AND space_id = ? AND type = ? AND uid = ?
            """;

    /// The limit keeps a separate search for each key: in a join the planner may read the whole space instead.
    private static final String MANY = PageQueries.quick(
            List.of("type", "uid", "version", "updated_at_ms", "deleted_at_ms", "place"),
            PageQueries.Text.of(ItemRows.PAYLOAD),
            """
            SELECT found.type, found.uid, found.version, found.updated_at_ms, found.deleted_at_ms, found.payload, place
            FROM unnest(?, ?) WITH ORDINALITY AS key (type, uid, place)
            CROSS JOIN LATERAL (
              SELECT * FROM item i WHERE i.tenant_id = ? AND i.space_id = ? AND i.type = key.type AND i.uid = key.uid
              LIMIT 1
            ) found
            """,
            "place");

    /// The most to read ahead; the rest is read when it is needed.
    private static final long AHEAD_BYTES_MAX = 1_048_576;

    /// The copies of an item: its text, its tree before and after, its new text, and its text for the
    /// database.
    private static final int MADE_OF_ITEM = 8;

    private final Connection connection;
    private final Space space;
    private final Referrers referrers;
    private final RuleRows rules;
    private final Map<Key, Lookup> ahead = new HashMap<>();

    /// The items that were read or decided in the present step.
    private final Map<Key, Lookup> known = new HashMap<>();
    private final Map<Key, ItemChange> changed = new LinkedHashMap<>();
    private final Set<UUID> leftReferredTo = new HashSet<>();

    private final Share share = Share.current();
    private final long heldBytes;
    private long stepBytes;

    PresentRows(Connection connection, Space space, Set<Key> keys, ResultSet rows) throws SQLException {
        this.connection = connection;
        this.space = space;
        this.referrers = new Referrers(connection, space);
        this.rules = new RuleRows(connection, space);
        keys.forEach(key -> ahead.put(key, new Lookup.Missing()));
        while (rows.next()) {
            readAhead(rows);
        }
        this.heldBytes = share.bytes();
    }

    private void readAhead(ResultSet row) throws SQLException {
        Key key = key(row);
        if (row.getBytes(ItemRows.PAYLOAD) == null) {
            ahead.remove(key);
        } else {
            ahead.put(key, counted(row));
        }
    }

    /// Reads several items for the present step; a large one is read when it is needed.
    void readTogether(Set<Key> keys) throws SQLException {
        try (var query = SpaceQuery.prepareInside(connection, reading(keys))) {
            bindKeys(query, space, keys);
            ResultSet rows = query.onlyRows();
            while (rows.next()) {
                if (rows.getBytes(ItemRows.PAYLOAD) != null) {
                    known.putIfAbsent(key(rows), counted(rows));
                }
            }
        }
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(Entities.named(row.getString("type")), row.getObject("uid", UUID.class));
    }

    private Lookup counted(ResultSet row) throws SQLException {
        Item item = ItemRows.item(row);
        share.grow(MADE_OF_ITEM * (long) item.payload().json().length);
        return Lookup.of(item);
    }

    /// The keys that the decisions of these writes will need, as far as they are known ahead.
    static Set<Key> keys(List<Write> writes) {
        var keys = new LinkedHashSet<Key>();
        for (Write write : writes) {
            keys.add(new Key(write.type(), write.mutation().uid()));
            keys.addAll(Share.current().lend(() -> references(write)));
        }
        return keys;
    }

    private static Collection<Key> references(Write write) {
        return body(write.mutation())
                .<Collection<Key>>map(fields -> References.candidates(write.type(), fields.object()))
                .orElse(List.of());
    }

    private static Optional<Body.Fields> body(Mutation mutation) {
        Optional<Body> body =
                switch (mutation instanceof Mutation.Merge merge ? merge.sent() : mutation) {
                    case Mutation.Merge _ -> Optional.empty();
                    case Mutation.Create create -> Optional.of(create.body());
                    case Mutation.Push push -> Optional.of(push.body());
                    case Mutation.Replace replace -> Optional.of(replace.body());
                    case Mutation.Patch patch -> Optional.of(patch.body());
                    case Mutation.Restore restore -> Optional.of(restore.body());
                    case Mutation.Edit _,
                            Mutation.Undo _,
                            Mutation.Delete _,
                            Mutation.Archive _,
                            Mutation.Process _,
                            Mutation.Import _ -> Optional.empty();
                };
        return body.filter(Body.Fields.class::isInstance).map(Body.Fields.class::cast);
    }

    /// Reads the items under these keys: a single one of any size, of several the small ones only.
    static String reading(Set<Key> keys) {
        return keys.size() == 1 ? ONE : MANY;
    }

    static void bindKeys(SpaceQuery query, Space space, Set<Key> keys) throws SQLException {
        if (keys.size() == 1) {
            bind(query, space, keys.iterator().next());
            return;
        }
        query.bind(AHEAD_BYTES_MAX / Math.max(1, keys.size()));
        query.bindArray("text", keys.stream().map(key -> key.type().name()).toArray());
        query.bindArray("uuid", keys.stream().map(Key::uid).toArray());
        query.bind(space.tenant()).bind(space.id());
    }

    /// Shows a decided change to the decisions after it.
    void put(ItemChange change) {
        known.put(change.key(), Lookup.of(change.after()));
        changed.put(change.key(), change);
        ahead.remove(change.key());
        stepBytes += change.after().payload().json().length;
    }

    /// The bytes that were read and decided since the step began, apart from those read ahead.
    long stepBytes() {
        return stepBytes;
    }

    /// Tells if a change of the item is decided and not written yet.
    boolean isChanged(Key key) {
        return changed.containsKey(key);
    }

    /// Forgets the items that are written to the database.
    void endStep() {
        known.clear();
        changed.clear();
        stepBytes = 0;
        share.set(heldBytes);
    }

    /// True if the item has more children than one transaction releases.
    boolean isLeftReferredTo(Key key) {
        return leftReferredTo.contains(key.uid());
    }

    @Override
    public Lookup find(Key key) {
        Lookup found = ahead.get(key);
        return found != null ? found : known.computeIfAbsent(key, this::read);
    }

    @Override
    public List<Item> referrers(OnDelete.ClearField clear, UUID uid) {
        var type = Entities.named(clear.type());
        try {
            Referrers.Part part = referrers.of(clear, uid, Referrers.ANY_PLACE);
            if (part.areMore()) {
                leftReferredTo.add(uid);
            }
            part.items()
                    .forEach(item -> share.growTowards(
                            MADE_OF_ITEM * (long) item.payload().json().length));
            Stream<Item> stored = part.items().stream().filter(item -> !changed.containsKey(new Key(type, item.uid())));
            return Stream.concat(stored, put(clear, uid)).toList();
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure);
        }
    }

    /// The referrers of an item, as decisions of this transaction left or put them.
    private Stream<Item> put(OnDelete.ClearField clear, UUID uid) {
        boolean isLink = References.clearsLinks(clear);
        return changed.values().stream()
                .filter(change -> change.type().name().equals(clear.type())
                        && !change.after().isDeleted())
                .filter(change -> (isLink ? change.linkUid() : change.parentUid())
                        .filter(uid::equals)
                        .isPresent())
                .map(ItemChange::after);
    }

    @Override
    public UUID space() {
        return space.id();
    }

    @Override
    public boolean isShared() {
        return space.isShared();
    }

    @Override
    public boolean leads(String subject) {
        return rules.leads(subject);
    }

    @Override
    public Optional<UUID> holder(EntityType type, String name, Set<UUID> except) {
        return rules.holder(type, name, except, changed.values());
    }

    @Override
    public Since since(Key key, long base, String mark) {
        return rules.since(key, base, mark, find(key).stored());
    }

    private Lookup read(Key key) {
        try {
            Lookup found = one(connection, space, key);
            long bytes = found.stored()
                    .map(item -> (long) item.payload().json().length)
                    .orElse(0L);
            stepBytes += bytes;
            share.grow(MADE_OF_ITEM * bytes);
            return found;
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure);
        }
    }

    /// The item under a key, in a transaction that has selected its space.
    static Lookup one(Connection connection, Space space, Key key) throws SQLException {
        try (var query = SpaceQuery.prepareInside(connection, ONE)) {
            bind(query, space, key);
            ResultSet row = query.onlyRows();
            return row.next() ? Lookup.of(ItemRows.item(row)) : new Lookup.Missing();
        }
    }

    private static void bind(SpaceQuery query, Space space, Key key) throws SQLException {
        query.bind(space.tenant()).bind(space.id()).bind(key.type().name()).bind(key.uid());
    }
}
