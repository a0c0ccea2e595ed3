package dev.toolbridge.api;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.store.search.TextIndex;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.database.Database;
import java.time.Clock;
import java.util.Optional;

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
