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
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The page of the day: tasks that are due, proposals that wait, and the newest work.
public final class TodayPage {
    private static final PageTemplate TODAY = new PageTemplate("today");
    private static final String FEW = "5";
    private static final String DUE_READ = "50";
    private static final int DUE_SHOWN = 20;
    private static final String NEVER = "9999-12-31";
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    private TodayPage() {}

    public static Answer show(Visit visit) {
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
                        "due", due(visit),
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

    /// The open tasks of today and before, by their day or their time. A time is asked for as the text that it is, so
    /// generously, and compared in the person's zone.
    private static List<ItemView> due(Visit visit) {
        LocalDate today = visit.me().today();
        List<ItemView> tasks = ListPage.items(
                Entities.named("task"),
                part(
                        visit,
                        ApiRequest.get("v1", "tasks")
                                .with("or", "(dueDate.lte.today,dueAt.lt." + today.plusDays(2) + ")")
                                .with("done", "not.is.true")
                                .with("order", "dueDate")
                                .with("limit", DUE_READ)));
        return tasks.stream()
                .filter(task -> dueDay(task, visit).compareTo(today.toString()) <= 0)
                .sorted(Comparator.comparing(task -> dueDay(task, visit)))
                .limit(DUE_SHOWN)
                .toList();
    }

    private static String dueDay(ItemView task, Visit visit) {
        return Stream.of("dueDate", "dueAt")
                .map(task::text)
                .map(visit.moments()::day)
                .filter(day -> !day.isEmpty())
                .min(Comparator.naturalOrder())
                .orElse(NEVER);
    }

    /// A part that the person may not see is empty; every other refusal is the page's.
    private static JsonNode part(Visit visit, ApiRequest asked) {
        ApiAnswer answer = visit.send(asked);
        return answer.status() == FORBIDDEN ? Json.object() : visit.good(answer);
    }
}
