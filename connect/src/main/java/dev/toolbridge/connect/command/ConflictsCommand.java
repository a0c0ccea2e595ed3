package dev.toolbridge.connect.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.connect.api.ServerAway;
import dev.toolbridge.connect.cache.CachedMemories;
import dev.toolbridge.connect.cache.RefusedText;
import dev.toolbridge.connect.memory.Memory;
import java.util.List;
import picocli.CommandLine.Command;

/// Shows what needs a person: both texts of each conflict, and the texts that the server refused.
@Command(
        name = "conflicts",
        description = "Shows the conflicts of the project that nobody settled, and the texts of this machine that the"
                + " server refused.")
final class ConflictsCommand implements Runnable {
    private final Desk desk;

    ConflictsCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        LocalProject project = LocalProject.open(desk);
        refused(project.memories());
        try {
            ProjectLink link = ProjectLink.open(desk);
            link.api().get(link.path("/conflicts?limit=50")).path("conflicts").forEach(this::show);
        } catch (ServerAway away) {
            desk.screen().remark("the conflicts of the project are not shown: " + away.getMessage());
        }
    }

    private void refused(CachedMemories memories) {
        List<RefusedText> refused = memories.refused();
        refused.forEach(one -> desk.screen()
                .say(one.uid() + "  refused: " + one.reason().sentence() + "\n  "
                        + one.payload().path(Memory.CONTENT).asText() + "\n  settle it: fbc resolve " + one.uid()
                        + " --drop"));
    }

    private void show(JsonNode conflict) {
        String name =
                conflict.path("uid").asText() + " " + conflict.path("version").asLong();
        desk.screen()
                .say(name + "  " + conflict.path("kind").asText() + "\n  kept: " + text(conflict, "kept") + "\n  lost: "
                        + text(conflict, "lost") + "\n  settle it: fbc resolve " + name + " --take kept|lost|merged");
    }

    private static String text(JsonNode conflict, String side) {
        JsonNode payload = conflict.path(side);
        String author = conflict.path(side + "By").path("user").asText("unknown");
        return (payload.isObject() ? payload.path(Memory.CONTENT).asText() : "(deleted)") + " (by " + author + ")";
    }
}
