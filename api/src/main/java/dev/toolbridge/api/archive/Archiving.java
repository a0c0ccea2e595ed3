package dev.toolbridge.api.archive;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.moving.archive.ArchiveManifest;
import dev.toolbridge.moving.archive.ArchiveWriter;
import dev.toolbridge.service.ahead.Ahead;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.UUID;

/// Writes the archive of a space, part by part, so that its size does not count: the next part is read while one is
/// packed. What changes meanwhile is read as of the head; a wipe ends it, and so what is written has no manifest.
///
/// @param program the name and the version of the program, for the manifest
public record Archiving(ArchivedItems items, String program, InstantSource clock) {

    /// The space to archive.
    ///
    /// @param withHistory true to write the journal too
    record Order(Space space, boolean withHistory) {}

    /// Writes all of it.
    ///
    /// @throws IOException if the reader is gone, or the space was wiped meanwhile
    void write(Order order, OutputStream out) throws IOException {
        Head head = items.head(order.space());
        try (var archive = new ArchiveWriter(out)) {
            writeLines(order, head, archive);
            items.requireSame(head, order.space());
            archive.finish(new ArchiveManifest.About(
                    program,
                    clock.instant().toString(),
                    order.space().tenant(),
                    order.space().id().toString(),
                    head.epoch(),
                    head.seq(),
                    order.withHistory()));
        }
    }

    private void writeLines(Order order, Head head, ArchiveWriter archive) throws IOException {
        for (EntityType type : Entities.ALL) {
            var question = new ArchivedItems.Question(order.space(), type, head.seq());
            archive.begin("items/" + type.plural() + ".jsonl");
            writeItems(question, archive);
            if (order.withHistory()) {
                archive.begin("history/" + type.plural() + ".jsonl");
                writeChanges(question, archive);
            }
        }
    }

    private void writeItems(ArchivedItems.Question question, ArchiveWriter archive) throws IOException {
        var source = new ArchivedParts<ArchivedItem, UUID>(
                after -> items.items(question, after), entry -> entry.item().uid());
        try (var parts = new Ahead<>(source)) {
            for (var part = parts.next(); part.isPresent(); part = parts.next()) {
                for (ArchivedItem entry : part.get()) {
                    archive.line(entry.line());
                    archive.count(question.type().plural(), entry.item().isDeleted());
                }
            }
        }
    }

    private void writeChanges(ArchivedItems.Question question, ArchiveWriter archive) throws IOException {
        var source = new ArchivedParts<ArchivedChange, ArchivedItems.Place>(
                after -> items.changes(question, after),
                change -> new ArchivedItems.Place(change.uid(), change.version()));
        try (var parts = new Ahead<>(source)) {
            for (var part = parts.next(); part.isPresent(); part = parts.next()) {
                for (ArchivedChange change : part.get()) {
                    archive.line(change.line());
                }
            }
        }
    }
}
