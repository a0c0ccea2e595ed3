package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.Hit;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.Map;

/// Items of all types that have the words of a question.
public final class SearchPage {
    private static final PageTemplate SEARCH = new PageTemplate("search");
    private static final int OK = 200;

    private SearchPage() {}

    public static Answer show(Visit visit) {
        String words = visit.asked("q").orElse("");
        JsonNode page = words.isEmpty()
                ? Json.object()
                : visit.read(ApiRequest.get("v1", "search")
                        .with("q", words)
                        .with("types", visit.asked("types"))
                        .with("cursor", visit.asked("cursor")));
        var hits = new ArrayList<Hit>();
        page.path("hits").forEach(json -> hits.add(new Hit(json)));
        var next = new FormText().add("q", words);
        visit.asked("types").ifPresent(types -> next.add("types", types));
        next.add("cursor", page.path("nextCursor").asText());
        return SEARCH.page(
                OK,
                Map.of(
                        "frame",
                        visit.frame(visit.words().of("nav.search"), "search"),
                        "words",
                        words,
                        "types",
                        visit.asked("types").orElse(""),
                        "hits",
                        hits,
                        "next",
                        page.path("hasMore").asBoolean() ? "/console/search?" + next.text() : ""));
    }
}
