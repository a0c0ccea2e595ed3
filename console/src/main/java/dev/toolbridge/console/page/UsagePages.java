package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.DayChart;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.http.Answer;
import java.util.Map;

/// Sums of the journal: how much is changed in the person's space, and by which programs.
public final class UsagePages {
    private static final PageTemplate USAGE = new PageTemplate("usage");
    private static final PageTemplate PROGRAMS = new PageTemplate("programs");
    private static final String FIRST_DAY = "gte.today-29";
    private static final String LIMIT = "limit";
    private static final String ORDER = "order";
    private static final String COUNTED = "count.desc";
    private static final String PROGRAMS_SHOWN = "100";
    private static final String FEW = "10";
    private static final int OK = 200;

    private UsagePages() {}

    public static Answer usage(Visit visit) {
        JsonNode days = visit.read(journal("day:at.day(),count()")
                .with("at", FIRST_DAY)
                .with("at", "lte.today")
                .with("fill", "true")
                .with(LIMIT, PROGRAMS_SHOWN));
        JsonNode tools = visit.read(journal("tool,count()")
                .with("at", FIRST_DAY)
                .with(ORDER, COUNTED)
                .with(LIMIT, FEW));
        JsonNode types = visit.read(
                ApiRequest.get("v1", "aggregate").with("select", "type,count()").with(ORDER, COUNTED));
        return USAGE.page(
                OK,
                Map.of(
                        "frame", visit.frame(visit.words().of("nav.usage"), "usage"),
                        "changes", DayChart.of(days.path("groups")),
                        "tools", tools.path("groups"),
                        "types", types.path("groups")));
    }

    /// The programs that have changed something for the person, the latest first.
    public static Answer programs(Visit visit) {
        JsonNode seen = visit.read(journal("client,last:at.max(),first:at.min(),count()")
                .with("at", FIRST_DAY)
                .with(ORDER, "last.desc")
                .with(LIMIT, PROGRAMS_SHOWN));
        return PROGRAMS.page(
                OK,
                Map.of(
                        "frame", visit.frame(visit.words().of("nav.programs"), "programs"),
                        "programs", seen.path("groups")));
    }

    private static ApiRequest journal(String select) {
        return ApiRequest.get("v1", "changes", "aggregate").with("select", select);
    }
}
