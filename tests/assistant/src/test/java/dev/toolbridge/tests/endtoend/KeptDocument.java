package dev.toolbridge.tests.endtoend;

import dev.toolbridge.tests.endtoend.Library.Document;
import java.util.List;
import java.util.Map;

/// A document that an assistant keeps in a workspace: a note, a task to read it, and a comment on each.
///
/// @param document the document itself
/// @param note uid of the note with its text
/// @param task uid of the task to read it
/// @param comments uids of the comments on the note and on the task
record KeptDocument(Document document, String note, String task, List<String> comments) {

    KeptDocument {
        comments = List.copyOf(comments);
    }

    static KeptDocument keep(Document document, Assistant assistant) {
        String note = uid(
                assistant,
                "create_note",
                Map.of(
                        "title", document.title(),
                        "content", document.text(),
                        "tags", List.of("document", "markdown"),
                        "additional_fields", Map.of("path", document.path())));
        String task = uid(
                assistant,
                "create_task",
                Map.of(
                        "title",
                        "Read: " + document.title(),
                        "status",
                        "open",
                        "due_date",
                        "2027-01-31",
                        "additional_fields",
                        Map.of("note", note)));
        return new KeptDocument(
                document,
                note,
                task,
                List.of(
                        comment(
                                assistant,
                                "note",
                                note,
                                "Has " + document.text().lines().count() + " lines"),
                        comment(assistant, "task", task, "Not yet – später – あとで")));
    }

    private static String comment(Assistant assistant, String parentType, String parentUid, String text) {
        return uid(
                assistant,
                "create_comment",
                Map.of("parent_type", parentType, "parent_uid", parentUid, "content", text, "author", "the keeper"));
    }

    private static String uid(Assistant assistant, String tool, Map<String, Object> arguments) {
        return assistant.call(tool, arguments).path("uid").textValue();
    }
}
