package dev.toolbridge.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.query.QueryString;
import dev.toolbridge.api.route.WholeNumbers;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.json.Json;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads the conditions by which operations name their items: `"where":"status=eq.open","expect":12`. All operations of
/// a batch together expect a limited number of items.
final class Conditions {
    static final int WHERE_LENGTH_MAX = 8_192;

    /// A patch is written once for each item that it expects.
    private static final long WRITTEN_BYTES_MAX = 4 * 1_048_576;

    private static final String WHERE = "a text of 1 to " + WHERE_LENGTH_MAX
            + " characters with a condition at least, as behind the question mark of a list: status=eq.open";

    private final Supplier<QueryContext> facts;
    private Optional<QueryContext> context = Optional.empty();
    private int expected;

    /// @param facts gives the context of the conditions, and is asked once
    Conditions(Supplier<QueryContext> facts) {
        this.facts = facts;
    }

    /// Tells if an operation has a condition, or a part of one.
    static boolean isIn(Verb verb, ObjectNode members) {
        return !verb.conditional().isEmpty() && (members.has(Verb.WHERE) || members.has(Verb.EXPECT));
    }

    BatchOperation.Expected read(EntityType type, ObjectNode members, BodyPlace place) {
        int count = count(members, place);
        return new BatchOperation.Expected(type, filter(type, members, place.member(Verb.WHERE)), count);
    }

    private Filter filter(EntityType type, ObjectNode members, BodyPlace place) {
        JsonNode where = members.path(Verb.WHERE);
        if (!where.isTextual() || where.textValue().length() > WHERE_LENGTH_MAX) {
            throw place.invalid(WHERE);
        }
        Filter filter = new QueryString(place.path(), type).filter(where.textValue(), context());
        if (filter.isNone()) {
            throw place.invalid(WHERE);
        }
        return filter;
    }

    private QueryContext context() {
        context = context.or(() -> Optional.of(facts.get()));
        return context.orElseThrow();
    }

    private int count(ObjectNode members, BodyPlace place) {
        int max = BatchOperation.EXPECTED_MAX;
        int count = (int) WholeNumbers.within(members.path(Verb.EXPECT), 0, max)
                .orElseThrow(() -> place.member(Verb.EXPECT).invalid("a whole number from 0 to " + max));
        expected += count;
        if (expected > max) {
            throw place.member(Verb.EXPECT)
                    .invalid(ErrorCode.TOO_LARGE, "a number that makes at most " + max + " for the whole batch");
        }
        requireFewBytes(members.path("payload"), count, place);
        return count;
    }

    private static void requireFewBytes(JsonNode payload, int count, BodyPlace place) {
        if (payload.isObject() && (long) Json.bytes(payload).length * count > WRITTEN_BYTES_MAX) {
            throw place.member("payload")
                    .invalid(ErrorCode.TOO_LARGE, "at most " + WRITTEN_BYTES_MAX + " bytes for all items together");
        }
    }
}
