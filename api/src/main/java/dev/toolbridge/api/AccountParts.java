package dev.toolbridge.api;

import dev.toolbridge.api.account.AccountRoutes;
import dev.toolbridge.api.store.AccountFinisher;
import dev.toolbridge.api.store.AccountStore;
import dev.toolbridge.api.store.EndedAccountStore;
import dev.toolbridge.api.store.SeatStore;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.database.Database;
import java.time.Clock;

/// The parts that end accounts, wired together.
record AccountParts(EndedAccountStore ended, AccountStore accounts, AccountFinisher finisher) implements AutoCloseable {

    /// @param onEnd runs when an account has ended
    static AccountParts of(Database database, SpaceWriter writer, SeatStore seats, Runnable onEnd) {
        var ended = new EndedAccountStore(database, Clock.systemUTC(), onEnd);
        var accounts = new AccountStore(database, writer, seats, ended::readNew);
        return new AccountParts(ended, accounts, new AccountFinisher(ended, accounts));
    }

    AccountRoutes routes() {
        return new AccountRoutes(accounts, Clock.systemUTC());
    }

    void start() {
        finisher.start();
    }

    @Override
    public void close() {
        finisher.close();
    }
}
