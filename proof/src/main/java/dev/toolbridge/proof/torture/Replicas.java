package dev.toolbridge.proof.torture;

import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import java.util.List;
import java.util.UUID;

/// Two servers on one database of their own.
record Replicas(ApiDatabase database, RunningApi first, RunningApi second) implements AutoCloseable {

    /// Two replicas that many attacks share, each with users of its own; they end with this process.
    static Replicas instance() {
        return TwoForAll.REPLICAS;
    }

    static Replicas start() {
        var database = ApiDatabase.fresh();
        RunningApi first = database.start();
        return new Replicas(database, first, first.startAgain());
    }

    /// One new user with a session, as a client of both.
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
