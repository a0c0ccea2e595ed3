package dev.toolbridge.mcp.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.stored.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The context of a project as a text for an assistant, within the tokens that its level allows. It ends with what it
/// leaves out.
final class ContextText {
    private static final Map<String, Integer> TOKENS_MAX = Map.of("minimal", 500, "standard", 2_000, "full", 5_000);

    /// The room for the last line.
    private static final int ENDING_TOKENS = 110;

    /// The part of the room that is left which one part may take, so that no part takes it from all others.
    private static final double SHARE = 0.6;

    private static final String SHORTENED = "texts";

    private final ObjectNode context;
    private final List<ContextSection> parts;
    private final String level;
    private final List<String> lines = new ArrayList<>();
    private final Map<ContextSection, Long> left = new LinkedHashMap<>();
    private int room;

    ContextText(ObjectNode context, List<ContextSection> parts) {
        this.context = context;
        this.parts = parts;
        this.level = context.path("level").asText();
        this.room = TOKENS_MAX.getOrDefault(level, TOKENS_MAX.get("minimal")) - ENDING_TOKENS;
    }

    String text() {
        add("# Project " + StoredText.inline(context.at("/project/slug").asText(), 100));
        add(StoredText.MARK);
        parts.forEach(this::addPart);
        lines.add(ending());
        return String.join("\n", lines);
    }

    private void addPart(ContextSection part) {
        JsonNode found = context.path(part.member());
        List<JsonNode> entries = part.isSingle() && found.isObject()
                ? List.of(found)
                : found.valueStream().toList();
        long dropped = context.path("dropped").path(part.member()).asLong();
        if (entries.isEmpty() && dropped == 0) {
            return;
        }
        int heading = Tokens.of(part.heading());
        int spent = 0;
        int share = part.equals(parts.getLast()) ? room : (int) (room * SHARE);
        int shown = 0;
        var own = new ArrayList<>(List.of(part.heading()));
        for (JsonNode entry : entries) {
            String line = fitting(part.line(entry), share - heading - spent);
            if (line.isEmpty()) {
                break;
            }
            own.add(line);
            spent += Tokens.of(line);
            shown++;
        }
        if (shown > 0) {
            lines.addAll(own);
            room -= heading + spent;
        }
        left.put(part, dropped + entries.size() - shown);
    }

    /// A line, or half of it that ends with the sign of a cut, as often as it must be halved; empty if little is left.
    private static String fitting(String line, int tokens) {
        String fitting = line;
        while (Tokens.of(fitting) > tokens) {
            int length = StoredText.lengthOf(fitting) / 2;
            if (length < 40) {
                return "";
            }
            fitting = StoredText.shortened(fitting, length);
        }
        return fitting;
    }

    private void add(String line) {
        lines.add(line);
        room -= Tokens.of(line);
    }

    private String ending() {
        String counts = left.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " " + entry.getKey().member())
                .collect(Collectors.joining(", "));
        long texts = context.path("dropped").path(SHORTENED).asLong();
        String shortened = texts > 0 ? " Shortened: " + texts + " descriptions." : "";
        return "\nLevel " + level + ". Left out: " + (counts.isEmpty() ? "nothing" : counts) + "." + shortened
                + (counts.isEmpty() && texts == 0 ? "" : " The list_* and get_* tools read on.");
    }
}
