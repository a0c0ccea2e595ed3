package dev.toolbridge.api.sync;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Spaces;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.item.place.Feed;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.service.rate.RateClass;
import dev.toolbridge.service.route.RouteLine;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// The routes under `/v1/sync` that require a credential.
///
/// @param writes the writer that carries out pushes and wipes
/// @param feed the source of pulls
/// @param spaces the store of epochs and ended sessions
public record SyncRoutes(
        Writes writes, Feed feed, Spaces spaces, CursorCodec cursors, SyncSessions sessions, InstantSource clock) {

    private static final RateClass SYNC = RateClass.of("sync");

    public List<RouteLine<Caller>> routes() {
        var ofSessions = new SessionRoutes(sessions).routes().stream();
        var ofItems = Stream.of(
                        new PushRoutes(writes, clock).routes(),
                        new PullRoutes(feed, cursors).routes(),
                        new StateRoutes(spaces, writes).routes())
                .flatMap(List::stream);
        return Stream.concat(
                        ofSessions.map(line -> line.countedAs(RateClass.CREDENTIALS)),
                        ofItems.map(line -> line.countedAs(SYNC)))
                .toList();
    }
}
