package dev.toolbridge.api.sync;

import dev.toolbridge.api.item.CursorCodec;
import dev.toolbridge.api.item.Feed;
import dev.toolbridge.api.item.Items;
import dev.toolbridge.api.item.Spaces;
import dev.toolbridge.api.route.ApiRoute;
import dev.toolbridge.api.route.Writes;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// Everything under `/v1/sync` that a caller needs a token for.
///
/// @param items where pushes go
/// @param feed where pulls come from
/// @param spaces where epochs and ended sessions are
public record SyncRoutes(
        Items items, Feed feed, Spaces spaces, CursorCodec cursors, SyncSessions sessions, InstantSource clock) {

    public List<ApiRoute> routes() {
        var writes = new Writes(items);
        return Stream.of(
                        new SessionRoutes(sessions).routes(),
                        new PushRoutes(writes, clock).routes(),
                        new PullRoutes(feed, cursors).routes(),
                        new StateRoutes(spaces, writes).routes())
                .flatMap(List::stream)
                .toList();
    }
}
