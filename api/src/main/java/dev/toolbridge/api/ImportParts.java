package dev.toolbridge.api;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.journal.RunKey;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.store.search.TextIndex;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.api.transfer.ImportFile;
import dev.toolbridge.api.transfer.ImportReport;
import dev.toolbridge.api.transfer.ProgressLines;
import dev.toolbridge.api.transfer.SpaceTransfer;
import dev.toolbridge.database.Database;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// The parts of programs that an operator runs to import: the writer that servers have, and the author that the journal
/// names. Running servers index what is written, and tell those who follow.
final class ImportParts {
    private static final String OPERATOR = "operator";

    private ImportParts() {}

    static SpaceWriter writer(Database database) {
        var texts = new IndexedTexts(database, new TextIndex(database, SearchLanguages.parse("simple")));
        return new SpaceWriter(
                database, new Decision(Clock.systemUTC()), texts, new SpaceWriter.Followers(() -> {}, _ -> {}));
    }

    /// The space of a user that an operator imports into.
    record Into(Database database, Space space, String subject) {

        /// Imports a file, and shows the progress.
        ///
        /// @param total the number of its items, if it is known
        ImportReport carryOut(ImportFile file, OptionalLong total) throws IOException {
            Instant now = Instant.now();
            String run = RunKey.nameOfImport(file.format(), now);
            var store = new TransferStore(database);
            var transfer = new SpaceTransfer(writer(database), space, store.epoch(space), author(subject, run));
            try (var progress = ProgressLines.start(total)) {
                return file.carryOut(new ImportFile.Target(store, transfer, now, run, progress::add));
            }
        }
    }

    /// The user of a space, for whom an operator acts.
    static Author author(String subject, String run) {
        return new Author(
                subject,
                Optional.empty(),
                Optional.of(OPERATOR),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(run),
                run);
    }
}
