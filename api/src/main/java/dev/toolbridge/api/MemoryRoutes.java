package dev.toolbridge.api;

import dev.toolbridge.api.conflict.ConflictRoutes;
import dev.toolbridge.api.project.ProjectAccess;
import dev.toolbridge.api.recall.Recall;
import dev.toolbridge.api.recall.RecallRoutes;
import dev.toolbridge.api.recall.Similar;
import dev.toolbridge.api.rest.Neighbours;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.api.store.ConflictStore;
import dev.toolbridge.api.store.search.MemoryStore;
import dev.toolbridge.api.store.search.SearchStore;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.signed.SignedCursors;
import dev.toolbridge.service.signed.SigningKeys;
import java.time.Clock;

/// The routes of memories beside those of every type.
record MemoryRoutes(RecallRoutes recall, Neighbours neighbours, ConflictRoutes conflicts) {

    /// The parts that other routes use too.
    record Parts(ProjectAccess access, Writes writes, SigningKeys keys) {}

    static MemoryRoutes of(Database database, SearchStore search, SpaceWriter writer, Parts parts) {
        var recall = new Recall(search, new MemoryStore(database), Clock.systemUTC());
        var conflicts = new ConflictRoutes(
                new ConflictStore(database, writer), parts.access(), parts.writes(), new SignedCursors(parts.keys()));
        return new MemoryRoutes(new RecallRoutes(recall, parts.access()), new Similar(search), conflicts);
    }
}
