package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.JournalView;
import dev.toolbridge.console.view.RunView;
import dev.toolbridge.console.view.UndoPlan;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// Pages of the runs of assistants, and of their undo: first tried, then done.
public final class RunPages {
    private static final PageTemplate RUNS = new PageTemplate("runs");
    private static final PageTemplate RUN = new PageTemplate("run");
    private static final PageTemplate UNDO = new PageTemplate("undo");
    private static final String SECTION = "runs";
    private static final String SHOWN = "25";
    private static final String CHANGES_SHOWN = "100";
    private static final int OK = 200;

    private RunPages() {}

    public static Answer list(Visit visit) {
        JsonNode page =
                visit.read(ApiRequest.get("v1", "runs").with("limit", SHOWN).with("cursor", visit.asked("cursor")));
        return RUNS.page(
                OK,
                Map.of(
                        "frame", visit.frame(visit.words().of("nav.runs"), SECTION),
                        "runs", page.path("runs"),
                        "next",
                                page.path("hasMore").asBoolean()
                                        ? page.path("nextCursor").asText()
                                        : ""));
    }

    public static Answer show(Visit visit) {
        Optional<String> client = visit.request().queryValue("client");
        String id = visit.request().queryValue("run").orElse("");
        JsonNode run = visit.read(ApiRequest.get("v1", "runs", id)
                .with("client", client)
                .with("limit", CHANGES_SHOWN)
                .with("cursor", visit.asked("cursor")));
        var changes = new ArrayList<JournalView>();
        for (JsonNode json : run.path("changes")) {
            if (Entities.find(json.path("type").asText()).isPresent()) {
                changes.add(new JournalView(
                        json.path("type").asText(), json.path("uid").asText(), json));
            }
        }
        return RUN.page(
                OK,
                Map.of(
                        "frame", visit.frame(visit.words().of("run.title"), SECTION),
                        "run", run,
                        "address", RunView.address(id, run.path("client").asText()),
                        "done", visit.asked("done").orElse(""),
                        "changes", changes));
    }

    /// Tries the undo, or does what was tried.
    public static Answer undo(Visit visit) {
        FormText form = visit.form();
        String run = form.find("run").orElse("");
        String client = form.find("client").orElse("");
        String confirm = form.find("confirm").orElse("");
        ApiRequest asked = ApiRequest.of("POST", "v1", "runs", run, "undo").with("client", client);
        if (!confirm.isEmpty()) {
            JsonNode done = visit.read(asked.json(Map.of("confirm", confirm)));
            return Visit.to("/console/runs/one?"
                    + new FormText()
                            .add("run", done.path("run").asText())
                            .add("done", "undone")
                            .text());
        }
        JsonNode plan = visit.read(asked.json(Map.of("dryRun", true)));
        return UNDO.page(
                OK,
                Map.of(
                        "frame",
                        visit.frame(visit.words().of("undo.title"), SECTION),
                        "plan",
                        new UndoPlan(plan),
                        "run",
                        run,
                        "client",
                        client,
                        "address",
                        RunView.address(run, client)));
    }
}
