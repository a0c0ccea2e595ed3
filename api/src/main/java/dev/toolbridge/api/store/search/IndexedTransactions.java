package dev.toolbridge.api.store.search;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.write.Batch;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.Stored;
import dev.toolbridge.api.write.Transactions;
import dev.toolbridge.api.write.Wipe;
import dev.toolbridge.api.write.Wiped;
import java.util.function.Consumer;

/// Transactions that tell, after each commit, which space was written to.
///
/// @param onWritten must return at once
public record IndexedTransactions(Transactions transactions, Consumer<Space> onWritten) implements Transactions {

    @Override
    public Result<Stored> store(Space space, Batch batch) {
        Result<Stored> result = transactions.store(space, batch);
        onWritten.accept(space);
        return result;
    }

    @Override
    public Result<Wiped> wipe(Space space, Wipe wipe) {
        Result<Wiped> result = transactions.wipe(space, wipe);
        onWritten.accept(space);
        return result;
    }
}
