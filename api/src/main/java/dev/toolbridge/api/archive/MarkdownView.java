package dev.toolbridge.api.archive;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.moving.view.MarkdownFiles;
import dev.toolbridge.service.error.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;

/// Writes the live items of a space as files of Markdown, as they were at one head.
public record MarkdownView(ArchivedItems items, ArchivedChildren children) {
    private static final Set<String> KEPT_UNDER = Set.of("task", "comment", "chat_message");
    private static final Set<String> OWN_PAGES = Set.of("note", "task_list", "chat");

    /// Refuses a space whose view would have more files than programs read.
    void requireFiles(Space space) {
        List<String> types = Entities.ALL.stream()
                .map(EntityType::name)
                .filter(name -> !KEPT_UNDER.contains(name))
                .toList();
        int most = MarkdownFiles.FILES_MAX - 3;
        if (children.count(space, types, most + 1) > most) {
            throw Refusal.of(
                    ErrorCode.TOO_BROAD,
                    "a Markdown export has at most " + MarkdownFiles.FILES_MAX + " files: take format=archive");
        }
    }

    /// Writes all of it.
    ///
    /// @throws IOException if the reader is gone, or the space was wiped meanwhile
    void write(Space space, OutputStream out) throws IOException {
        Head head = items.head(space);
        try (var files = new MarkdownFiles(out)) {
            var pages = new ViewPages(new ViewReading(items, children, space, head.seq()), files);
            pages.notes();
            pages.taskLists();
            pages.chats();
            for (EntityType type : Entities.ALL) {
                if (!KEPT_UNDER.contains(type.name()) && !OWN_PAGES.contains(type.name())) {
                    pages.single(type.name(), type.plural());
                }
            }
            pages.orphans();
            items.requireSame(head, space);
            files.finish();
        }
    }
}
