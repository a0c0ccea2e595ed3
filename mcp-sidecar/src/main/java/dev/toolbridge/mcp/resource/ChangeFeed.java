package dev.toolbridge.mcp.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.tool.OnBehalf;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Follows the API's changes for one caller from its beginning, by one cursor. A feed that cannot continue (the
/// space was wiped or restored) begins again at the newest change, and reports a gap.
final class ChangeFeed {
    private static final int PAGE_MAX = 200;

    /// The divisor for the size of the next page after one that was too long.
    private static final int SHRINK = 8;

    private static final int BAD_CURSOR = 400;
    private static final int CONFLICT = 409;
    private static final Set<ErrorCode> LOCKED_OUT = Set.of(ErrorCode.UNAUTHORIZED, ErrorCode.FORBIDDEN);

    private final ChangesClient changes;
    private Optional<String> cursor = Optional.empty();
    private boolean missed;

    ChangeFeed(ChangesClient changes) {
        this.changes = changes;
    }

    /// Looks once. The first look begins the feed, and finds no changes.
    News next(OnBehalf caller) {
        return cursor.isPresent() ? after(cursor.get(), PAGE_MAX, caller) : begin(caller);
    }

    private News after(String place, int limit, OnBehalf caller) {
        return switch (changes.after(place, limit, caller)) {
            case ApiAnswer.Done done -> told(done.body());
            case ApiAnswer.TooLong _ when limit > 1 -> after(place, Math.max(1, limit / SHRINK), caller);
            case ApiAnswer.Refused refused
            when refused.status() == CONFLICT || refused.status() == BAD_CURSOR -> {
                cursor = Optional.empty();
                missed = true;
                changes.startOver();
                yield begin(caller);
            }
            case ApiAnswer other -> failed(other);
        };
    }

    /// After a failed first attempt, the changes before the one that succeeds are unknown.
    private News begin(OnBehalf caller) {
        ApiAnswer answer = changes.latest(1, caller);
        if (answer instanceof ApiAnswer.Done done
                && done.body().path("nextCursor").isTextual()) {
            cursor = Optional.of(done.body().path("nextCursor").textValue());
            boolean gap = missed;
            missed = false;
            return gap ? new News.Gap() : new News.Changes(Set.of(), false);
        }
        missed = true;
        changes.startOver();
        return failed(answer);
    }

    private News told(ObjectNode page) {
        cursor = Optional.of(page.path("nextCursor").asText(cursor.orElseThrow()));
        Stream<Optional<ItemAddress>> stored =
                page.path("upserts").valueStream().map(item -> address(item.at("/sync/type"), item));
        Stream<Optional<ItemAddress>> deleted =
                page.path("deletes").valueStream().map(item -> address(item.path("type"), item));
        Set<String> uris = Stream.concat(stored, deleted)
                .flatMap(Optional::stream)
                .map(ItemAddress::uri)
                .collect(Collectors.toUnmodifiableSet());
        return new News.Changes(uris, page.path("hasMore").asBoolean());
    }

    private static Optional<ItemAddress> address(JsonNode type, JsonNode item) {
        return ItemAddress.ofItem(type.asText(), item.path("uid").asText());
    }

    private static News failed(ApiAnswer answer) {
        boolean refused = answer instanceof ApiAnswer.Refused by && LOCKED_OUT.contains(by.code());
        return refused ? new News.Refused() : new News.Later();
    }
}
