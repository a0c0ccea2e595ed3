package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.ArrayList;
import java.util.List;

/// An entry of the journal.
///
/// @param json the entry as the API tells it
public record JournalView(String type, String uid, JsonNode json) {

    public int version() {
        return json.path("version").asInt();
    }

    public String operation() {
        return json.path("operation").asText();
    }

    public String at() {
        return json.path("at").asText();
    }

    public ChangeAuthor author() {
        return new ChangeAuthor(json.path("actor"));
    }

    public boolean isDeletion() {
        return operation().equals("delete");
    }

    /// The title of the item after the change; empty if the entry does not say it.
    public String title() {
        return new ItemView(entity(), json).title();
    }

    /// The names of the changed fields.
    public List<String> changed() {
        var names = new ArrayList<String>();
        json.path("changed").forEach(name -> names.add(name.asText()));
        return names;
    }

    /// The address of the page that shows the version; empty for a type without pages.
    public String address() {
        String item = ItemView.address(type, uid);
        return item.isEmpty() ? "" : item + "/history/" + version();
    }

    /// The field that a path of a patch leads to (RFC 6901).
    public static String top(String path) {
        int end = path.indexOf('/', 1);
        String name = path.isEmpty() ? "" : path.substring(1, end < 0 ? path.length() : end);
        return name.replace("~1", "/").replace("~0", "~");
    }

    private EntityType entity() {
        return Entities.named(type);
    }
}
