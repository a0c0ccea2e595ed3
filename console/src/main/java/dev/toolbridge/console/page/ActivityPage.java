package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.text.Amounts;
import dev.toolbridge.console.view.ActivityView;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.http.Answer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// The use of all tenants that the person may see, in one hour, day or month.
public record ActivityPage(InstantSource clock) {
    private static final PageTemplate ACTIVITY = new PageTemplate("operator-activity");
    private static final String ROWS = "50";
    private static final int OK = 200;

    public Answer show(Visit visit) {
        JsonNode page = visit.read(ApiRequest.get("admin", "usage")
                .with("by", visit.asked("by"))
                .with("at", visit.asked("at"))
                .with("sort", visit.asked("sort"))
                .with("cursor", visit.asked("cursor"))
                .with("limit", ROWS));
        Instant now = clock.instant();
        return ACTIVITY.page(
                OK,
                Map.of(
                        "frame",
                        visit.frame(visit.words().of("nav.activity"), "activity"),
                        "activity",
                        new ActivityView(page),
                        "amounts",
                        new Amounts(visit.words()),
                        "now",
                        now));
    }
}
