package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.ItemView;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Map;

/// The page of the day: tasks that are due, proposals that wait, and the newest work.
public final class TodayPage {
    private static final PageTemplate TODAY = new PageTemplate("today");
    private static final String FEW = "5";
    private static final String DUE_SHOWN = "20";
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    private TodayPage() {}

    public static Answer show(Visit visit) {
        List<ItemView> due = ListPage.items(
                Entities.named("task"),
                part(
                        visit,
                        ApiRequest.get("v1", "tasks")
                                .with("dueDate", "lte.today")
                                .with("done", "not.is.true")
                                .with("order", "dueDate")
                                .with("limit", DUE_SHOWN)));
        List<ItemView> notes = ListPage.items(
                Entities.named("note"),
                part(
                        visit,
                        ApiRequest.get("v1", "notes")
                                .with("order", "changed.desc")
                                .with("limit", FEW)));
        return TODAY.page(
                OK,
                Map.of(
                        "frame", visit.frame(visit.words().of("nav.today"), "today"),
                        "due", due,
                        "notes", notes,
                        "proposals",
                                part(
                                                visit,
                                                ApiRequest.get("v1", "proposals")
                                                        .with("state", "open")
                                                        .with("limit", FEW))
                                        .path("proposals"),
                        "runs",
                                part(visit, ApiRequest.get("v1", "runs").with("limit", FEW))
                                        .path("runs")));
    }

    /// A part that the person may not see is empty; every other refusal is the page's.
    private static JsonNode part(Visit visit, ApiRequest asked) {
        ApiAnswer answer = visit.send(asked);
        return answer.status() == FORBIDDEN ? Json.object() : visit.good(answer);
    }
}
