package dev.toolbridge.api.intake.work;

import dev.toolbridge.api.intake.ImportFailure;
import dev.toolbridge.api.intake.ImportState;
import dev.toolbridge.api.intake.UploadFolder;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.journal.RunKey;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.api.store.ImportWorkStore;
import dev.toolbridge.api.store.ImportWorkStore.Claim;
import dev.toolbridge.api.store.ImportWorkStore.End;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.transfer.FileChoices;
import dev.toolbridge.api.transfer.ImportFile;
import dev.toolbridge.api.transfer.ImportPlan;
import dev.toolbridge.api.transfer.ImportReport;
import dev.toolbridge.api.transfer.ImportReversal;
import dev.toolbridge.api.transfer.SpaceTransfer;
import dev.toolbridge.api.write.Transactions;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/// The work on one import that this server has taken, by the code of the command line.
final class ImportTask {
    private final Parts parts;
    private final Claim claim;
    private final ImportBeat beat;
    private final Space space;

    /// The parts that all tasks work with.
    record Parts(ImportWorkStore work, TransferStore target, Transactions writer, UploadFolder folder) {}

    ImportTask(Parts parts, Claim claim, ImportBeat beat) {
        this.parts = parts;
        this.claim = claim;
        this.beat = beat;
        this.space = claim.due().space();
    }

    /// Does the work that the state of the import asks for.
    ///
    /// @throws ImportStopped if it is not this server's any more
    End run() throws IOException {
        return switch (claim.due().state()) {
            case PLANNING -> plan();
            case RUNNING -> carryOut();
            case UNDOING -> undo();
            case PLANNED, DONE, FAILED, CANCELLED, UNDONE ->
                throw new IllegalStateException("nothing is to be done for an import that is "
                        + claim.due().state());
        };
    }

    private End plan() throws IOException {
        try (ImportFile file = open()) {
            ImportPlan plan = file.plan(beat);
            return new End(
                    ImportState.PLANNED,
                    Optional.of(plan.json()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    beat.items(),
                    OptionalLong.of(plan.total()));
        }
    }

    private End carryOut() throws IOException {
        RunKey run = runKey();
        try (ImportFile file = open()) {
            Author author = claim.author().inRun(run.name());
            var transfer = new SpaceTransfer(parts.writer(), space, claim.epoch(), author);
            ImportReport report =
                    file.carryOut(new ImportFile.Target(parts.target(), transfer, claim.orderedAt(), run.name(), beat));
            return new End(
                    ImportState.DONE,
                    Optional.empty(),
                    Optional.of(report.json()),
                    Optional.empty(),
                    Optional.empty(),
                    beat.items(),
                    OptionalLong.empty());
        }
    }

    private ImportFile open() throws IOException {
        var due = claim.due();
        ImportFile file = ImportFile.open(
                parts.folder().file(due.id()),
                claim.fileName(),
                FileChoices.of(claim.choices()),
                parts.folder().scratch(due.id()));
        beat.reads(file::bytesRead);
        return file;
    }

    private End undo() {
        RunKey run = runKey();
        Author author = claim.author().inRun(Writes.RUN_OF_UNDO + run.name());
        var reversal = new ImportReversal(parts.target(), parts.writer(), space, author);
        try {
            reversal.run(run, beat);
        } catch (Refusal refusal) {
            if (refusal.code() != ErrorCode.NOT_FOUND) {
                throw refusal;
            }
        }
        return new End(
                ImportState.UNDONE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(reversal.json()),
                Optional.empty(),
                beat.items(),
                OptionalLong.empty());
    }

    private RunKey runKey() {
        return RunKey.of(claim.run().orElseThrow());
    }

    /// The end of work that failed.
    static End failed(ImportFailure failure, long items) {
        return new End(
                ImportState.FAILED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(failure),
                items,
                OptionalLong.empty());
    }
}
