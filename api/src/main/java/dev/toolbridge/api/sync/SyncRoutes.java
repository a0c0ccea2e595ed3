package dev.toolbridge.api.sync;

import dev.toolbridge.api.item.Spaces;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.item.place.Feed;
import dev.toolbridge.api.route.ApiRoute;
import dev.toolbridge.api.route.Writes;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// Everything under `/v1/sync` that a caller needs a token for.
///
/// @param writes carries out pushes and wipes
/// @param feed where pulls come from
/// @param spaces where epochs and ended sessions are
public record SyncRoutes(
        Writes writes, Feed feed, Spaces spaces, CursorCodec cursors, SyncSessions sessions, InstantSource clock) {

    public List<ApiRoute> routes() {
        return Stream.of(
                        new SessionRoutes(sessions).routes(),
                        new PushRoutes(writes, clock).routes(),
                        new PullRoutes(feed, cursors).routes(),
                        new StateRoutes(spaces, writes).routes())
                .flatMap(List::stream)
                .toList();
    }
}
