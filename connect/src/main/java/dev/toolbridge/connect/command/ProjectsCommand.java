package dev.toolbridge.connect.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.connect.api.KeyedApi;
import dev.toolbridge.connect.home.ConnectConfig;
import dev.toolbridge.connect.home.KeptKey;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.config.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/// Lists the projects that the keys of this machine open.
@Command(name = "projects", description = "Lists the projects that the keys of this machine open.")
final class ProjectsCommand implements Runnable {
    private static final String LIST = "/v1/projects?limit=100";

    private final Desk desk;

    ProjectsCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        ConnectConfig config = desk.config();
        List<Secret> keys = desk.givenKey()
                .map(List::of)
                .orElseGet(() -> desk.credentials().at(config.server()).stream()
                        .map(KeptKey::key)
                        .toList());
        if (keys.isEmpty()) {
            throw new CommandFailure("this machine has no key for " + config.server() + ". Run: fbc login");
        }
        var lines = new TreeMap<String, String>();
        keys.forEach(key -> list(desk.api(config, key), lines));
        lines.values().forEach(desk.screen()::say);
    }

    private static void list(KeyedApi api, Map<String, String> lines) {
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            JsonNode page = api.get(LIST + cursor.get());
            page.path("projects")
                    .forEach(project -> lines.put(project.path("slug").asText(), line(project)));
            cursor = Optional.of(page.path("nextCursor"))
                    .filter(next -> next.isTextual() && page.path("hasMore").asBoolean())
                    .map(next -> "&cursor=" + URLEncoder.encode(next.textValue(), StandardCharsets.UTF_8));
        }
    }

    private static String line(JsonNode project) {
        return "%-24s %-10s %s"
                .formatted(
                        project.path("slug").asText(),
                        project.path("role").asText("-"),
                        project.path("name").asText());
    }
}
