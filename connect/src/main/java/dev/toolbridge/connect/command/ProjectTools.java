package dev.toolbridge.connect.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.bridge.LocalTools;
import dev.toolbridge.connect.cache.CachedMemories;
import dev.toolbridge.connect.memory.Memory;
import dev.toolbridge.connect.memory.MemoryQuestion;
import dev.toolbridge.connect.memory.MemoryRecall;
import dev.toolbridge.connect.sync.MemorySync;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tools that work on this machine: memories in its cache, and the exchange.
///
/// @param changed is run after a change that waits to be sent
record ProjectTools(Desk desk, ProjectLink link, Runnable changed) implements LocalTools {
    private static final int RECALLED = 10;
    private static final int RECALLED_MAX = 50;
    private static final String SYNC = "fb_sync";
    private static final String ENVIRONMENT = "environment";
    private static final String CONFIGURE = "configure_mcp";
    private static final String DEVELOPMENT = "development";

    @Override
    public List<ObjectNode> added() {
        return List.of(LocalCatalogue.SYNC);
    }

    @Override
    public List<ObjectNode> whileAway() {
        return LocalCatalogue.ALL;
    }

    @Override
    public Optional<ObjectNode> call(String name, JsonNode arguments) {
        try {
            return switch (name) {
                case "remember" -> Optional.of(remember(arguments));
                case "recall" -> Optional.of(recall(arguments));
                case "forget" -> Optional.of(forget(arguments));
                case SYNC -> Optional.of(synchronise(arguments));
                default -> Optional.empty();
            };
        } catch (CommandFailure failure) {
            return Optional.of(said(failure.getMessage()).put("isError", true));
        }
    }

    /// A result of one text.
    static ObjectNode said(String text) {
        ObjectNode result = Json.object();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result.put("isError", false);
    }

    private CachedMemories memories() {
        return new CachedMemories(desk.cache(), link.place());
    }

    private ObjectNode remember(JsonNode arguments) {
        ToolWords words = ToolWords.of(arguments, ordered("content", "type", "tags", "key", "rationale", "supersedes"));
        ObjectNode payload = NewMemory.of(words.text("type").orElse("fact"), words.required("content"));
        words.text("key").ifPresent(text -> payload.put(Memory.KEY, text));
        words.text("rationale").ifPresent(text -> payload.put(Memory.RATIONALE, text));
        words.text("supersedes").ifPresent(text -> payload.put(Memory.SUPERSEDES, text));
        words.texts("tags").forEach(tag -> payload.withArray(Memory.TAGS).add(tag));
        String uid = memories().remember(payload);
        changed.run();
        return item("Remembered: " + uid, uid);
    }

    private ObjectNode forget(JsonNode arguments) {
        String name = ToolWords.of(arguments, Set.of("uid")).required("uid");
        String uid = memories()
                .forget(name)
                .orElseThrow(() -> new CommandFailure("No such memory; recall shows those there are."));
        changed.run();
        return item("Forgotten: " + uid, uid);
    }

    /// The version is 0 until the project has the change.
    private static ObjectNode item(String sentence, String uid) {
        ObjectNode result = said(sentence + "\nIt is kept on this machine, and sent with the next exchange.");
        result.putObject("structuredContent").put("uid", uid).put("version", 0).putObject("payload");
        return result;
    }

    private ObjectNode recall(JsonNode arguments) {
        ToolWords words = ToolWords.of(arguments, ordered("q", "type", "tag", "limit"));
        String question = words.required("q").strip();
        CachedMemories memories = memories();
        List<MemoryRecall.Found> found =
                MemoryQuestion.of(question).match().map(memories::find).orElseGet(List::of);
        var filter = new MemoryRecall.Filter(
                words.text("type").stream().toList(),
                words.text("tag").stream().toList(),
                false,
                words.whole("limit", RECALLED, RECALLED_MAX));
        return RecalledText.of(MemoryRecall.best(question, found, memories.all(), filter));
    }

    private ObjectNode synchronise(JsonNode arguments) {
        ToolWords words = ToolWords.of(arguments, ordered(ENVIRONMENT, CONFIGURE));
        var environment = EnvironmentOption.of(words.text(ENVIRONMENT).orElse(DEVELOPMENT));
        if (words.truth(CONFIGURE, true)) {
            AssistantSettings.keep(desk, link);
        }
        var remarks = new ArrayList<String>();
        var folder = new FolderSync(desk, link, environment, true, false);
        MemorySync.Outcome outcome = folder.run(remarks::add);
        remarks.addFirst(folder.sentence(outcome));
        folder.dispute(outcome).ifPresent(remarks::add);
        return said(String.join("\n", remarks));
    }

    private static Set<String> ordered(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }
}
