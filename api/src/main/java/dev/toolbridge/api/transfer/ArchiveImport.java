package dev.toolbridge.api.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Parent;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.moving.archive.Archive;
import dev.toolbridge.moving.archive.ArchiveLines;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// The import of an archive into a space: all states of each item that the archive holds, the earliest first, of which
/// the later ones win. So an empty space gets all of it, and an import that was cut off is done again as a whole.
public final class ArchiveImport {
    private static final UUID NO_UID = new UUID(0, 0);

    private final Archive archive;
    private final SpaceTransfer transfer;
    private final Tally items = new Tally();
    private final Tally versions = new Tally();

    public ArchiveImport(Archive archive, SpaceTransfer transfer) {
        this.archive = archive;
        this.transfer = transfer;
    }

    /// Carries it out.
    ///
    /// @param progress learns of the items that are done
    /// @return the counts of items
    public Tally run(LongConsumer progress) throws IOException {
        for (EntityType type : parentsFirst()) {
            Optional<ArchiveLines> lines = archive.lines("items/" + type.plural() + ".jsonl");
            if (lines.isPresent()) {
                try (var present = lines.get();
                        var past = new PastLines(archive.lines("history/" + type.plural() + ".jsonl"))) {
                    copy(type, present, past, progress);
                }
            }
        }
        transfer.flush();
        return items;
    }

    /// The counts of earlier versions.
    public Tally versions() {
        return versions;
    }

    private void copy(EntityType type, ArchiveLines lines, PastLines past, LongConsumer progress) throws IOException {
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            Optional<ArchivedLine> item = ArchivedLine.of(line.get());
            if (item.isPresent()) {
                copy(type, item.get(), past);
            } else {
                items.countRefused(type.name(), NO_UID, "a line is no item");
            }
            progress.accept(1);
        }
    }

    private void copy(EntityType type, ArchivedLine item, PastLines past) throws IOException {
        Optional<JsonNode> noted = Optional.empty();
        for (var change = past.next(item.uid()); change.isPresent(); change = past.next(item.uid())) {
            if (change.get().version() < item.version()) {
                Optional<JsonNode> facts = Optional.of(change.get().noted());
                transfer.add(change.get().arrival(type, facts, item.createdAtMs()), versions);
            } else {
                noted = Optional.of(change.get().noted());
            }
        }
        transfer.add(item.arrival(type, noted, item.createdAtMs()), items);
    }

    private static List<EntityType> parentsFirst() {
        return Entities.ALL.stream()
                .sorted(Comparator.comparingInt(ArchiveImport::depth))
                .toList();
    }

    /// The number of types between a type and one that stands alone, itself included. A type may be kept under itself.
    private static int depth(EntityType type) {
        Stream<String> parents =
                switch (type.parent()) {
                    case Parent.None _ -> Stream.empty();
                    case Parent.Loose parent -> Stream.of(parent.type());
                    case Parent.Required parent -> Stream.of(parent.type());
                    case Parent.Chosen parent -> parent.types().stream();
                };
        return parents.filter(parent -> !parent.equals(type.name()))
                .mapToInt(parent -> depth(Entities.named(parent)) + 1)
                .max()
                .orElse(0);
    }
}
