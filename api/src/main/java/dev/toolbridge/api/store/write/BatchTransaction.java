package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.api.write.BatchPlan;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.api.write.PlannedBatch;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/// Carries out a planned batch in one transaction. If it does not commit, the rollback undoes all of it: the
/// taken numbers, and the steps that were written already.
final class BatchTransaction {

    /// The most payload text in the answer, as in a page.
    static final long SHOWN_BYTES_MAX = 4 * 1_048_576;

    private final Connection connection;
    private final Space space;
    private final PlannedBatch batch;
    private final IndexedTexts texts;
    private final BatchPlan plan;
    private final List<BatchResults.Entry> entries = new ArrayList<>();
    private final Set<Integer> refusedPlaces = new HashSet<>();
    private long shownBytes;
    private boolean leavesReferrers;

    BatchTransaction(Connection connection, Space space, PlannedBatch batch, IndexedTexts texts) {
        this.connection = connection;
        this.space = space;
        this.batch = batch;
        this.texts = texts;
        this.plan = batch.plan();
    }

    /// Decides every operation on the results of those before it, and commits if the plan allows that; empty
    /// when the space has no head yet.
    Optional<Result<BatchResults>> run(Decision decision) throws SQLException {
        Receipts.Claims<PlannedBatch, BatchResults> claims = Receipts.claim(connection, space, List.of(batch));
        Result<BatchResults> known = claims.settled().get(batch);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<SpaceTransaction> begun = SpaceTransaction.begin(connection, space, plan.knownWrites(), texts);
        return begun.isEmpty() ? Optional.empty() : Optional.of(run(begun.get(), decision));
    }

    /// True if a deletion was committed that releases more items than one transaction does.
    boolean leavesReferrers() {
        return leavesReferrers;
    }

    private Result<BatchResults> run(SpaceTransaction transaction, Decision decision) throws SQLException {
        Optional<Refusal> passed = transaction.passedEpoch(batch);
        if (passed.isPresent()) {
            return new Result.Refused<>(passed.get());
        }
        for (int place = 0; place < plan.operations().size(); place++) {
            boolean isRefused = carryOut(place, transaction, decision);
            if (isRefused && plan.mode() == BatchPlan.Mode.ALL) {
                return new Result.Done<>(undone(place));
            }
            if (shownBytes > SHOWN_BYTES_MAX) {
                return new Result.Refused<>(tooMuchToShow());
            }
        }
        return committed(transaction);
    }

    private Result<BatchResults> committed(SpaceTransaction transaction) throws SQLException {
        var results = new BatchResults(entries, OptionalInt.empty());
        if (!plan.isTrial()) {
            Optional<Refusal> unsettled = batch.settles().isPresent()
                    ? Settlements.settle(connection, space, batch.settles().get(), results)
                    : Optional.empty();
            if (unsettled.isPresent()) {
                return new Result.Refused<>(unsettled.get());
            }
            if (batch.settles().isPresent()) {
                transaction.commitsMore();
            }
            transaction.keep(batch, results);
            transaction.commit();
            leavesReferrers = transaction.leavesReferrers();
        }
        return new Result.Done<>(results);
    }

    /// Carries out one operation; true if it is refused.
    private boolean carryOut(int place, SpaceTransaction transaction, Decision decision) throws SQLException {
        return switch (plan.operations().get(place)) {
            case BatchOperation.Barred barred -> note(place, barred.uid(), refused(barred.refusal()));
            case BatchOperation.One one -> {
                Optional<Refusal> missing = refRefused(one.needs());
                Outcome outcome = missing.isPresent()
                        ? refused(missing.get())
                        : transaction.decide(one.write(), batch.author(), decision);
                yield note(place, Optional.of(one.write().mutation().uid()), outcome);
            }
            case BatchOperation.EachMatching each -> {
                Optional<Refusal> missing = refRefused(each.needs());
                yield missing.isPresent()
                        ? note(place, Optional.empty(), refused(missing.get()))
                        : carryOut(place, each, transaction, decision);
            }
        };
    }

    /// Carries out the writes of one operation; true if it is refused as a whole, or one of them in the mode
    /// that a refusal ends.
    private boolean carryOut(
            int place, BatchOperation.EachMatching each, SpaceTransaction transaction, Decision decision)
            throws SQLException {
        List<UUID> uids;
        try {
            uids = expected(each.expected(), transaction);
        } catch (Refusal refusal) {
            if (refusal.code() == ErrorCode.UNAVAILABLE) {
                throw refusal;
            }
            return note(place, Optional.empty(), refused(refusal));
        }
        for (UUID uid : uids) {
            Outcome outcome = transaction.decide(each.write().apply(uid), batch.author(), decision);
            boolean isRefused = note(place, Optional.of(uid), outcome);
            if (isRefused && plan.mode() == BatchPlan.Mode.ALL) {
                return true;
            }
            if (shownBytes > SHOWN_BYTES_MAX) {
                return false;
            }
        }
        return false;
    }

    /// The items that match, if they are as many as expected.
    private static List<UUID> expected(BatchOperation.Expected expected, SpaceTransaction transaction)
            throws SQLException {
        List<UUID> uids = transaction.first(BatchOperation.EXPECTED_MAX + 1, expected.type(), expected.filter());
        if (uids.size() == expected.count()) {
            return uids;
        }
        boolean areMore = uids.size() > BatchOperation.EXPECTED_MAX;
        String found = (areMore ? "at least " : "") + uids.size();
        throw Refusal.of(ErrorCode.COUNT_MISMATCH, "count mismatch: expected " + expected.count() + ", actual " + found)
                .fact("expect", expected.count())
                .fact(areMore ? "matchedAtLeast" : "matched", uids.size());
    }

    private boolean note(int place, Optional<UUID> uid, Outcome outcome) {
        Outcome told = plan.showsItems() ? outcome : outcome.withoutPayload();
        shownBytes += told.bytes();
        entries.add(new BatchResults.Entry(place, uid, told));
        boolean isRefused = outcome instanceof Outcome.Refused;
        if (isRefused) {
            refusedPlaces.add(place);
        }
        return isRefused;
    }

    /// The results of a batch that is undone, because the operation at this place was refused.
    private BatchResults undone(int failedAt) {
        Outcome notDone =
                refused(Refusal.of(ErrorCode.NOT_DONE, "not done, because operation " + failedAt + " was refused"));
        List<BatchResults.Entry> told = IntStream.range(0, plan.operations().size())
                .mapToObj(place -> place == failedAt
                        ? entries.getLast()
                        : new BatchResults.Entry(place, uid(plan.operations().get(place)), notDone))
                .toList();
        return new BatchResults(told, OptionalInt.of(failedAt));
    }

    private static Optional<UUID> uid(BatchOperation operation) {
        return switch (operation) {
            case BatchOperation.Barred barred -> barred.uid();
            case BatchOperation.One one -> Optional.of(one.write().mutation().uid());
            case BatchOperation.EachMatching _ -> Optional.empty();
        };
    }

    private static Outcome refused(Refusal refusal) {
        return new Outcome.Refused(refusal, Optional.empty());
    }

    /// The refusal of an operation that refers to a refused one.
    private Optional<Refusal> refRefused(Set<Integer> needs) {
        return needs.stream()
                .filter(refusedPlaces::contains)
                .sorted()
                .findFirst()
                .map(place -> Refusal.of(
                                ErrorCode.REF_REFUSED, "operation " + place + ", which this one refers to, was refused")
                        .fact("refersTo", place));
    }

    private static Refusal tooMuchToShow() {
        return Refusal.of(
                        ErrorCode.TOO_LARGE,
                        "the answer would show more than " + SHOWN_BYTES_MAX + " bytes of payloads, so nothing is done")
                .fact("field", "return")
                .fact("expected", "minimal");
    }
}
