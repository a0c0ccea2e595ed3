package dev.toolbridge.moving.markdown;

import dev.toolbridge.moving.reader.Draft;
import dev.toolbridge.moving.reader.ItemOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/// Makes a task of each box of a note. Its id is the note's and its words, so that a line moved stays the same task.
public final class BoxTasks {

    private BoxTasks() {}

    public static void give(Draft note, List<Box> boxes, ItemOutput items) {
        var counts = new HashMap<String, Integer>();
        var ids = new ArrayList<String>();
        for (Box box : boxes) {
            String id = note.id() + "#box-" + box.text() + "-" + counts.merge(box.text(), 1, Integer::sum);
            ids.add(id);
            var task = Draft.of("task", id, note.where())
                    .text("title", box.text())
                    .done(box.done())
                    .refer(items.format(), "noteUid", note.id());
            items.options().into().map(UUID::toString).ifPresent(list -> task.text("taskListUid", list));
            box.parent().ifPresent(parent -> task.under(items.format(), "parentUid", ids.get(parent)));
            items.give(task);
        }
    }
}
