package dev.toolbridge.api.route;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.quota.QuotaAccount;
import dev.toolbridge.api.write.Batch;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.api.write.PlannedBatch;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.Stored;
import dev.toolbridge.api.write.Transactions;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The quotas of a tenant before its writes. Deletions need no permission. When a push is refused, its deletions are
/// carried out, and each of its other items is refused by itself.
record QuotaGate(Transactions transactions) {

    Result<Stored> store(Space space, Batch batch) {
        if (batch.writes().stream().allMatch(QuotaGate::isDeletion)) {
            return transactions.store(space, batch);
        }
        try {
            QuotaAccount.current().requireChange();
            Result<Stored> result = transactions.store(space, batch);
            return result instanceof Result.Refused<Stored>(Refusal refusal) ? refused(space, batch, refusal) : result;
        } catch (Refusal refusal) {
            return refused(space, batch, refusal);
        }
    }

    Result<BatchResults> carryOut(Space space, PlannedBatch batch) {
        boolean isDeletion = batch.plan().operations().stream()
                .allMatch(operation -> operation instanceof BatchOperation.One one && isDeletion(one.write()));
        if (!isDeletion && !batch.plan().isTrial()) {
            QuotaAccount.current().requireChange();
        }
        return transactions.carryOut(space, batch);
    }

    private Result<Stored> refused(Space space, Batch batch, Refusal refusal) {
        boolean isPush = batch.writes().stream().allMatch(write -> write.mutation() instanceof Mutation.Push);
        if (refusal.code() != ErrorCode.QUOTA_EXCEEDED || !isPush) {
            return new Result.Refused<>(refusal);
        }
        List<Write> deletions =
                batch.writes().stream().filter(QuotaGate::isDeletion).toList();
        Result<Stored> deleted = deletions.isEmpty()
                ? new Result.Done<>(new Stored(List.of()))
                : transactions.store(space, new Batch(deletions, batch.epoch(), batch.author(), Optional.empty()));
        return deleted instanceof Result.Done<Stored>(Stored stored)
                ? new Result.Done<>(together(batch, stored, refusal))
                : deleted;
    }

    private static Stored together(Batch batch, Stored deleted, Refusal refusal) {
        Iterator<Outcome> outcomes = deleted.outcomes().iterator();
        return new Stored(batch.writes().stream()
                .map(write -> isDeletion(write) ? outcomes.next() : refused(write, refusal))
                .toList());
    }

    private static Outcome refused(Write write, Refusal refusal) {
        return new Outcome.Refused(refusal, ((Mutation.Push) write.mutation()).stamp());
    }

    private static boolean isDeletion(Write write) {
        return write.mutation().isDeletion();
    }
}
