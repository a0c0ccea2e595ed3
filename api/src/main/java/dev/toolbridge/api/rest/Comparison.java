package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.history.Difference;
import dev.toolbridge.api.history.TextChange;
import dev.toolbridge.api.text.Hunk;
import dev.toolbridge.service.json.Json;
import java.util.SequencedMap;

/// Two versions of an item beside each other, as programs and as people read them.
record Comparison(
        long fromVersion,
        ObjectNode from,
        long toVersion,
        ObjectNode to,
        Difference difference,
        SequencedMap<String, TextChange> texts) {

    private static final String OMITTED = "omitted";

    static Comparison of(long fromVersion, ObjectNode from, long toVersion, ObjectNode to) {
        var difference = Difference.between(from, to);
        return new Comparison(fromVersion, from, toVersion, to, difference, TextChange.between(from, to, difference));
    }

    ObjectNode json() {
        var body = Json.object().put("from", fromVersion).put("to", toVersion);
        difference.changed().forEach(body.putArray("changed")::add);
        body.set("patch", difference.patch());
        var fields = body.putObject("text");
        texts.forEach((name, change) -> {
            switch (change) {
                case TextChange.Omitted _ -> fields.putObject(name).put(OMITTED, true);
                case TextChange.Hunks changed -> {
                    var hunks = fields.putObject(name).putArray("hunks");
                    changed.hunks().forEach(hunk -> hunks.add(json(hunk)));
                }
            }
        });
        return body;
    }

    private static ObjectNode json(Hunk hunk) {
        var json = Json.object();
        json.put("fromLine", hunk.fromLine()).put("fromCount", hunk.fromCount());
        json.put("toLine", hunk.toLine()).put("toCount", hunk.toCount());
        hunk.lines().forEach(json.putArray("lines")::add);
        return json;
    }

    /// A unified diff of each changed field. A value that is no text before and after is one line of JSON.
    String text() {
        var text = new StringBuilder();
        for (String name : difference.changed()) {
            text.append("--- ").append(shown(name)).append(" (version ").append(fromVersion);
            text.append(")\n+++ ")
                    .append(shown(name))
                    .append(" (version ")
                    .append(toVersion)
                    .append(")\n");
            if (texts.containsKey(name)) {
                append(texts.get(name), text);
            } else {
                append('-', from.path(name), text);
                append('+', to.path(name), text);
            }
        }
        return text.toString();
    }

    private static void append(TextChange change, StringBuilder text) {
        switch (change) {
            case TextChange.Hunks changed -> changed.hunks().forEach(hunk -> text.append(hunk.text()));
            case TextChange.Omitted _ -> text.append("(too large to compare by lines)\n");
        }
    }

    private static void append(char sign, JsonNode value, StringBuilder text) {
        if (!value.isMissingNode()) {
            text.append(sign).append(Json.text(value)).append('\n');
        }
    }

    /// A name that could be mistaken for another line is in quotes.
    private static String shown(String name) {
        return name.matches("[\\w.-]+") ? name : Json.text(name);
    }
}
