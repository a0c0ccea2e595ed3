package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// A plan of an undo: the items that it would take back, and those that it would keep.
///
/// @param json the dry run as the API tells it
public record UndoPlan(JsonNode json) {

    public List<Part> reverted() {
        return parts("reverted");
    }

    public List<Part> kept() {
        return parts("kept");
    }

    /// The code that binds the undo to what was shown.
    public String confirm() {
        return json.path("confirm").asText();
    }

    private List<Part> parts(String name) {
        var parts = new ArrayList<Part>();
        json.path(name).forEach(part -> parts.add(new Part(part)));
        return parts;
    }

    /// An item of the plan.
    public record Part(JsonNode json) {

        public String type() {
            return json.path("type").asText();
        }

        public String uid() {
            return json.path("uid").asText();
        }

        /// The path of its page; empty for a type without one.
        public String address() {
            return ItemView.address(type(), uid());
        }

        public String why() {
            return json.path("why").asText();
        }

        /// The names of the fields, or what becomes of the whole item.
        public List<String> fields() {
            var names = new ArrayList<String>();
            json.path("fields").forEach(name -> names.add(name.asText()));
            if (json.has("field")) {
                names.add(json.path("field").asText());
            }
            return names;
        }

        public boolean isDeleted() {
            return json.path("deleted").asBoolean();
        }

        public boolean isRestored() {
            return json.path("restored").asBoolean();
        }
    }
}
