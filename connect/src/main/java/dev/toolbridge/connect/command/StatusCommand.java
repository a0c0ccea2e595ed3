package dev.toolbridge.connect.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;

/// Shows the project of the folder, and what its key may do.
@Command(name = "status", description = "Shows the project of this folder, and what this machine may do there.")
final class StatusCommand implements Runnable {
    private final Desk desk;

    StatusCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        ProjectLink link = ProjectLink.open(desk);
        JsonNode me = link.api().get("/v1/me");
        List<String> scopes =
                me.path("scopes").valueStream().map(JsonNode::asText).toList();
        desk.screen().say("server   " + link.api().config().server());
        desk.screen()
                .say("project  " + link.slug() + " ("
                        + link.project().path("name").asText() + ")");
        desk.screen().say("folder   " + link.folder().path());
        desk.screen()
                .say("user     " + me.path("subject").asText() + ", "
                        + link.project().path("role").asText("no member"));
        desk.screen().say("writes   " + (scopes.contains("memories:write") ? "yes" : "no"));
        desk.screen().say("secrets  " + (scopes.contains("environment:reveal") ? "shown" : "hidden"));
        if (me.hasNonNull("expiresAt")) {
            desk.screen().say("key      until " + me.path("expiresAt").asText());
        }
    }
}
