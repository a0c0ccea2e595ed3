package dev.toolbridge.tests.torture;

import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// Two servers on one database of their own.
record Replicas(ApiDatabase database, RunningApi first, RunningApi second) implements AutoCloseable {

    /// Two that many attacks share, each with users of its own: they end with this process.
    static Replicas instance() {
        return TwoForAll.REPLICAS;
    }

    static Replicas start() {
        return start(List.of());
    }

    /// The same with other classes in place of some.
    static Replicas start(List<Path> classesAhead) {
        var database = ApiDatabase.fresh();
        RunningApi migrated = database.start();
        if (classesAhead.isEmpty()) {
            return new Replicas(database, migrated, migrated.startAgain());
        }
        migrated.close();
        return new Replicas(database, migrated.startAgain(classesAhead), migrated.startAgain(classesAhead));
    }

    /// One new user with a session, at both.
    List<SyncClient> user() {
        var client = SyncClient.of(first, "user-" + UUID.randomUUID());
        return List.of(client, client.at(second));
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }

    private static final class TwoForAll {
        private static final Replicas REPLICAS = Replicas.start();
    }
}
