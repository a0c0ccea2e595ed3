package dev.toolbridge.api.archive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.moving.view.ViewedItem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The live items of a space as they were at a head, by the items that they are kept under.
public interface ArchivedChildren {

    /// The next items that are kept under another one: by their field `order`, then by their age.
    ArchivedItems.Part<ArchivedItem> children(ArchivedItems.Question question, UUID parent, Optional<Place> after);

    /// Those of the items under which items of the type may be kept.
    Set<UUID> withChildren(ArchivedItems.Question question, List<UUID> parents);

    /// Those of the items that are live.
    Set<UUID> live(ArchivedItems.Question question, List<UUID> uids);

    /// The number of live items of these types, but no more than asked for.
    int count(Space space, List<String> types, int most);

    /// The place of an item among those under one parent.
    record Place(long order, long createdAtMs, UUID uid) {
        /// The order of what has none.
        public static final long LAST = 9_000_000_000_000_000L;

        private static final BigDecimal MOST = BigDecimal.valueOf(LAST);

        static Place of(ViewedItem item) {
            JsonNode order = item.payload().path("order");
            BigDecimal place = order.isNumber() ? order.decimalValue().setScale(0, RoundingMode.FLOOR) : MOST;
            return new Place(
                    place.min(MOST).max(MOST.negate()).longValueExact(),
                    item.created().toEpochMilli(),
                    item.uid());
        }
    }
}
