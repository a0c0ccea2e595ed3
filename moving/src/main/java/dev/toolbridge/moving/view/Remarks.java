package dev.toolbridge.moving.view;

/// Texts that people have written under others: comments, and the messages of a chat.
public final class Remarks {

    private Remarks() {}

    /// A message of a chat.
    public static String message(ViewedItem message) {
        return "**" + named(message.line("sender")) + "**, " + message.createdAt() + "\n\n" + message.text("content")
                + "\n\n";
    }

    /// A comment, as a quotation.
    ///
    /// @param indent the blanks before each line
    public static String comment(ViewedItem comment, String indent) {
        String text = "**" + named(comment.line("author")) + "**, " + comment.createdAt() + "\n\n"
                + comment.text("content").stripTrailing();
        return "\n" + indented(text, indent + "> ");
    }

    /// A text with something before each line.
    static String indented(String text, String indent) {
        return text.lines().map(line -> (indent + line).stripTrailing() + "\n").reduce("", String::concat);
    }

    private static String named(String name) {
        return name.isEmpty() ? "–" : name;
    }
}
