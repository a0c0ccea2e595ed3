package dev.toolbridge.moving.notion;

import dev.toolbridge.moving.markdown.BoxTasks;
import dev.toolbridge.moving.markdown.MarkdownText;
import dev.toolbridge.moving.reader.Draft;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.TextFile;
import dev.toolbridge.moving.source.SourceMember;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/// The pages of an export, by name. Those that are rows of a database come with its columns, the rest by themselves.
final class NotionPages {
    private static final int KEY_LENGTH = 30;

    private final List<SourceMember> pages;
    private final ItemOutput items;
    private final PageIndex index;
    private final Map<String, Queue<SourceMember>> byTitle = new HashMap<>();
    private final Set<String> given = new HashSet<>();

    NotionPages(List<SourceMember> pages, ItemOutput items) {
        this.pages = pages;
        this.items = items;
        this.index = PageIndex.of(pages);
        pages.forEach(page -> byTitle.computeIfAbsent(
                        key(PageName.folder(page.folder()), PageName.title(page.name())), ignored -> new ArrayDeque<>())
                .add(page));
    }

    /// The page of a row: the next one in the database's folder whose name is the row's title. Names are cut and lose
    /// their signs there.
    Optional<SourceMember> take(String databaseFolder, String title) {
        return Optional.ofNullable(byTitle.get(key(databaseFolder, title))).map(Queue::poll);
    }

    void giveRest() {
        for (SourceMember page : pages) {
            if (!given.contains(page.path())) {
                TextFile.read(page, items).ifPresent(text -> give(page, draft("note", page), PageText.of(text)));
            }
        }
    }

    /// An item for a page.
    Draft draft(String type, SourceMember page) {
        given.add(page.path());
        return Draft.of(type, id(page.path()), page.path()).updated(page.modified());
    }

    /// Adds the page's words to the item, and gives it.
    void give(SourceMember page, Draft draft, PageText text) {
        var body = MarkdownText.of(text.body());
        var links = new PageLinks(page, body, index, items);
        boolean task = draft.has("done");
        if (!draft.has("title")) {
            draft.text("title", text.title().orElseGet(() -> PageName.title(page.name())));
        }
        draft.text(task ? "description" : "content", links.text())
                .text("folder", PageName.folder(page.folder()))
                .texts("links", links.uids());
        if (!task && !draft.has("tags")) {
            draft.texts("tags", body.tags());
        }
        if (items.give(draft) && items.options().tasks() && !task) {
            BoxTasks.give(draft, body.boxes(), items);
        }
    }

    /// The id of a page: its digits, or its path where it has none.
    static String id(String path) {
        return PageName.id(path.substring(path.lastIndexOf('/') + 1)).orElse(path);
    }

    private static String key(String folder, String title) {
        int[] letters = title.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(letter -> Character.toLowerCase(letter))
                .limit(KEY_LENGTH)
                .toArray();
        return folder + "\n" + new String(letters, 0, letters.length);
    }
}
