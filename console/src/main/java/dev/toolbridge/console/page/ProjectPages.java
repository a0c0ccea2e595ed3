package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.ItemView;
import dev.toolbridge.console.view.Stale;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The projects of a person: listed, made, joined, opened, changed, deleted and brought back.
public final class ProjectPages {
    private static final PageTemplate LIST = new PageTemplate("projects");
    private static final PageTemplate ONE = new PageTemplate("project");
    private static final PageTemplate SETTINGS = new PageTemplate("project-settings");
    private static final String PROJECTS = "projects";
    private static final String ALL = "/console/projects";
    private static final String NAME = "name";
    private static final String SHOWN = "25";
    private static final String FEW = "5";
    private static final String MILESTONES_SHOWN = "20";
    private static final List<String> FIELDS = List.of(NAME, "description", "stage", "repositoryUrl");
    private static final List<String> TYPED = List.of(NAME, "description", "code");
    private static final int OK = 200;

    private ProjectPages() {}

    /// The project that a page is about.
    static JsonNode of(Visit visit) {
        return visit.read(ApiRequest.get("v1", PROJECTS, visit.project().orElseThrow()));
    }

    public static Answer list(Visit visit) {
        return list(visit, OK, Stale.none());
    }

    public static Answer make(Visit visit) {
        ApiAnswer answer = visit.send(
                ApiRequest.of("POST", "v1", PROJECTS).json(filled(visit.form(), List.of(NAME, "description"))));
        return answer.isGood()
                ? Visit.to(ALL + "/" + answer.json().path("slug").asText())
                : list(visit, answer.status(), Stale.refused(answer));
    }

    /// Joins the project of an invitation, under the name that the person signed in with.
    public static Answer join(Visit visit) {
        var order = Json.object()
                .put("code", visit.form().find("code").orElse("").strip())
                .put(NAME, visit.person().name());
        ApiAnswer answer =
                visit.send(ApiRequest.of("POST", "v1", PROJECTS, "join").json(order));
        return answer.isGood()
                ? Visit.to(ALL + "/" + answer.json().path("slug").asText())
                : list(visit, answer.status(), Stale.refused(answer));
    }

    /// The project at a glance: its milestones, what is open, and the newest notes.
    public static Answer show(Visit visit) {
        JsonNode project = of(visit);
        return ONE.page(
                OK,
                Map.of(
                        "frame", visit.frame(project.path(NAME).asText(), "overview"),
                        "project", project,
                        "milestones", items(visit, "milestone", "dueDate", MILESTONES_SHOWN),
                        "tasks", items(visit, "task", "changed.desc", FEW),
                        "notes", items(visit, "note", "changed.desc", FEW)));
    }

    public static Answer settings(Visit visit) {
        return settings(visit, OK, of(visit), Stale.none());
    }

    public static Answer change(Visit visit) {
        ObjectNode typed = filled(visit.form(), FIELDS);
        FIELDS.stream()
                .filter(field -> !field.equals(NAME))
                .filter(field -> !typed.has(field))
                .forEach(typed::putNull);
        ApiAnswer answer = visit.send(
                ApiRequest.of("PATCH", "v1", PROJECTS, visit.project().orElseThrow())
                        .json(typed));
        if (answer.isGood()) {
            return Visit.to(visit.at("/console/settings") + "?done=saved");
        }
        JsonNode present = of(visit);
        JsonNode shown = ((ObjectNode) present.deepCopy()).setAll(typed);
        return settings(visit, answer.status(), shown, Stale.refused(answer));
    }

    /// Deletes the project if its slug was typed.
    public static Answer delete(Visit visit) {
        String name = visit.project().orElseThrow();
        ApiAnswer answer = visit.send(ApiRequest.of("DELETE", "v1", PROJECTS, name)
                .with("confirm", visit.form().find("confirm").orElse("")));
        return answer.isGood()
                ? Visit.to(ALL + "?done=deleted&project=" + FormText.encoded(name))
                : settings(visit, answer.status(), of(visit), Stale.refused(answer));
    }

    public static Answer restore(Visit visit) {
        var _ = visit.read(ApiRequest.of("POST", "v1", PROJECTS, visit.project().orElseThrow(), "restore"));
        return Visit.to(visit.at("/console"));
    }

    private static Answer list(Visit visit, int status, Stale wrong) {
        JsonNode page =
                visit.read(ApiRequest.get("v1", PROJECTS).with("limit", SHOWN).with("cursor", visit.asked("cursor")));
        return LIST.page(
                status,
                Map.of(
                        "frame",
                        visit.frame(visit.words().of("nav.projects"), PROJECTS),
                        PROJECTS,
                        page.path(PROJECTS),
                        "next",
                        page.path("hasMore").asBoolean()
                                ? page.path("nextCursor").asText()
                                : "",
                        "typed",
                        typed(visit),
                        "wrong",
                        wrong));
    }

    private static Answer settings(Visit visit, int status, JsonNode project, Stale wrong) {
        return SETTINGS.page(
                status,
                Map.of(
                        "frame",
                        visit.frame(visit.words().of("project.settings"), "settings"),
                        "project",
                        project,
                        "done",
                        visit.asked("done").orElse(""),
                        "wrong",
                        wrong));
    }

    /// The values of a form that was refused; empty ones on a page that was only asked for.
    private static Map<String, String> typed(Visit visit) {
        FormText form = visit.request().method().equals("GET") ? new FormText() : visit.form();
        return TYPED.stream()
                .collect(Collectors.toMap(name -> name, name -> form.find(name).orElse("")));
    }

    private static List<ItemView> items(Visit visit, String type, String order, String limit) {
        var entity = Entities.named(type);
        return ListPage.items(
                entity,
                visit.read(ApiRequest.get("v1", entity.plural())
                        .with("order", order)
                        .with("limit", limit)));
    }

    /// The fields of a form that have a value.
    private static ObjectNode filled(FormText form, List<String> names) {
        var object = Json.object();
        for (String name : names) {
            Optional<String> value =
                    form.find(name).map(text -> text.replace("\r\n", "\n").strip());
            value.filter(text -> !text.isEmpty() || name.equals(NAME)).ifPresent(text -> object.put(name, text));
        }
        return object;
    }
}
