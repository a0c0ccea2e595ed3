package dev.toolbridge.launcher.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The choices that change what is made of another program's files.
final class ReaderOptions {

    @Option(names = "--format", paramLabel = "NAME", description = "Format of the files, if it is not recognised.")
    private String format;

    @Option(names = "--into", paramLabel = "UID", description = "Task list for tasks whose files name none.")
    private String into;

    @Option(names = "--map", paramLabel = "FIELDS", description = "Type and fields of a table: task:title=Name,…")
    private String map;

    @Option(names = "--tasks", description = "Make tasks of checkboxes, and of rows with a status and a date.")
    private boolean isWithTasks;

    @Option(names = "--trash", description = "Import what is in the trash there too.")
    private boolean isWithTrash;

    @Option(names = "--branches", description = "Import all branches of chats.")
    private boolean isWithBranches;

    @Option(names = "--split", description = "Cut items that are too large into parts.")
    private boolean isSplit;

    /// The choices as the importing program reads them.
    List<String> words() {
        var words = new ArrayList<String>();
        add(words, "format=", format);
        add(words, "into=", into);
        add(words, "map=", map);
        add(words, "tasks", isWithTasks ? "" : null);
        add(words, "trash", isWithTrash ? "" : null);
        add(words, "branches", isWithBranches ? "" : null);
        add(words, "split", isSplit ? "" : null);
        return words;
    }

    private static void add(List<String> words, String name, String value) {
        if (value != null) {
            words.add(name + value);
        }
    }
}
