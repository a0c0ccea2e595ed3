package dev.toolbridge.api.archive;

import dev.toolbridge.moving.view.FrontMatterText;
import dev.toolbridge.moving.view.MarkdownFiles;
import dev.toolbridge.moving.view.Remarks;
import dev.toolbridge.moving.view.TaskLines;
import dev.toolbridge.moving.view.ViewedItem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes the files of a view: a file a note, a list of tasks, a chat, and whatever stands alone.
record ViewPages(ViewReading reading, MarkdownFiles files) {
    private static final String COMMENT = "comment";
    private static final UUID NOBODY = new UUID(0, 0);

    /// The comments of one task, in characters. What is beyond is in archives.
    private static final int COMMENTS_MAX = 1 << 20;

    void notes() throws IOException {
        reading.each("note", part -> {
            Set<UUID> commented = reading.withChildren(part, COMMENT);
            for (ViewedItem note : part) {
                begin("notes", note, "content");
                files.text(note.text("content"));
                if (commented.contains(note.uid())) {
                    writeComments(note);
                }
            }
        });
    }

    private void writeComments(ViewedItem note) throws IOException {
        files.text(note.text("content").endsWith("\n") ? "" : "\n");
        reading.eachUnder(note.uid(), COMMENT, part -> {
            for (ViewedItem comment : part) {
                if (comment.text("parentType").equals("note")) {
                    files.text(Remarks.comment(comment, ""));
                }
            }
        });
    }

    void chats() throws IOException {
        reading.each("chat", part -> {
            for (ViewedItem chat : part) {
                beginDescribed("chats", chat);
                reading.eachUnder(chat.uid(), "chat_message", this::writeMessages);
            }
        });
    }

    private void writeMessages(List<ViewedItem> messages) throws IOException {
        for (ViewedItem message : messages) {
            files.text(Remarks.message(message));
        }
    }

    /// The items of a type that stands alone.
    void single(String type, String plural) throws IOException {
        reading.each(type, part -> {
            for (ViewedItem item : part) {
                beginDescribed(plural, item);
            }
        });
    }

    void taskLists() throws IOException {
        reading.each("task_list", part -> {
            for (ViewedItem list : part) {
                beginDescribed("lists", list);
                var lines = new TaskLines();
                reading.eachUnder(list.uid(), "task", tasks -> writeTasks(tasks, lines));
                files.text(lines.rest());
            }
        });
        writeTasksWithoutList();
    }

    private void writeTasksWithoutList() throws IOException {
        var lines = new TaskLines();
        var file = new LateFile("lists", "Tasks without a list");
        reading.each("task", part -> {
            List<ViewedItem> tasks = without(part, "task_list", task -> task.uid("taskListUid"));
            if (!tasks.isEmpty()) {
                file.begin();
                writeTasks(tasks, lines);
            }
        });
        if (file.isBegun) {
            files.text(lines.rest());
        }
    }

    private void writeTasks(List<ViewedItem> tasks, TaskLines lines) throws IOException {
        Set<UUID> commented = reading.withChildren(tasks, COMMENT);
        for (ViewedItem task : tasks) {
            files.text(lines.add(task, commented.contains(task.uid()) ? comments(task) : ""));
        }
    }

    private String comments(ViewedItem task) throws IOException {
        var text = new StringBuilder();
        reading.eachUnder(task.uid(), COMMENT, part -> {
            for (ViewedItem comment : part) {
                if (comment.text("parentType").equals("task") && text.length() < COMMENTS_MAX) {
                    text.append(Remarks.comment(comment, ""));
                }
            }
        });
        return text.length() < COMMENTS_MAX ? text.toString() : text + "\n> **…** more comments are in the archive\n";
    }

    /// Comments and messages whose parents are gone.
    void orphans() throws IOException {
        var comments = new LateFile("gone", "Comments of what is gone");
        reading.each(COMMENT, part -> {
            for (String type : List.of("note", "task")) {
                List<ViewedItem> ofType = part.stream()
                        .filter(comment -> comment.text("parentType").equals(type))
                        .toList();
                for (ViewedItem comment : without(ofType, type, one -> one.uid("parentUid"))) {
                    comments.begin();
                    files.text(Remarks.comment(comment, ""));
                }
            }
        });
        var messages = new LateFile("gone", "Messages of chats that are gone");
        reading.each("chat_message", part -> {
            List<ViewedItem> lost = without(part, "chat", message -> message.uid("chatUid"));
            if (!lost.isEmpty()) {
                messages.begin();
                writeMessages(lost);
            }
        });
    }

    /// The items whose parent is not live.
    private List<ViewedItem> without(
            List<ViewedItem> items, String parentType, Function<ViewedItem, Optional<UUID>> parent) {
        Set<UUID> named =
                items.stream().flatMap(item -> parent.apply(item).stream()).collect(Collectors.toSet());
        Set<UUID> live = named.isEmpty() ? Set.of() : reading.live(parentType, named);
        return items.stream()
                .filter(item -> parent.apply(item).filter(live::contains).isEmpty())
                .toList();
    }

    private void begin(String folder, ViewedItem item, String body) throws IOException {
        String title = item.line("title").isEmpty() ? item.line("name") : item.line("title");
        files.begin(folder, title, item.uid());
        files.text(FrontMatterText.of(item, body));
    }

    /// Begins a file whose text is a description.
    private void beginDescribed(String folder, ViewedItem item) throws IOException {
        begin(folder, item, "description");
        String text = item.text("description").strip();
        files.text(text.isEmpty() ? "\n" : "\n" + text + "\n\n");
    }

    /// A file that is made once there is something to write into it.
    private final class LateFile {
        private final String folder;
        private final String title;
        private boolean isBegun;

        LateFile(String folder, String title) {
            this.folder = folder;
            this.title = title;
        }

        void begin() throws IOException {
            if (!isBegun) {
                files.begin(folder, title, NOBODY);
                isBegun = true;
            }
        }
    }
}
