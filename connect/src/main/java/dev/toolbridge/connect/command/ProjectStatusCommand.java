package dev.toolbridge.connect.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;

/// Shows the project of the folder, and what its key may do.
@Command(name = "status", description = "Shows the project of this folder, and what this machine may do there.")
final class ProjectStatusCommand implements Runnable {
    private final Desk desk;

    ProjectStatusCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        ProjectLink link = ProjectLink.open(desk);
        JsonNode project = link.project();
        JsonNode me = link.api().get("/v1/me");
        List<String> scopes =
                me.path("scopes").valueStream().map(JsonNode::asText).toList();
        say("server", link.api().config().server().toString());
        say(
                "project",
                project.path("slug").asText() + " (" + project.path("name").asText() + ")");
        say("folder", link.folder().path().toString());
        say("user", me.path("subject").asText() + ", " + project.path("role").asText("no member"));
        say("writes", scopes.contains("memories:write") ? "yes" : "no");
        say("secrets", scopes.contains("environment:reveal") ? "shown" : "hidden");
        if (me.hasNonNull("expiresAt")) {
            say("key", "until " + me.path("expiresAt").asText());
        }
    }

    private void say(String name, String value) {
        desk.screen().say("%-8s %s".formatted(name, value));
    }
}
