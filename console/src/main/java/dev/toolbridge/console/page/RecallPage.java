package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.Map;
import java.util.Optional;

/// The memories that answer a question, each with the trust that it deserves.
public final class RecallPage {
    private static final PageTemplate PAGE = new PageTemplate("recall");
    private static final String QUESTION = "q";
    private static final int OK = 200;

    private RecallPage() {}

    public static Answer show(Visit visit) {
        Optional<String> question = visit.asked(QUESTION);
        JsonNode found = question.map(words -> visit.read(asked(visit).with(QUESTION, words)))
                .orElseGet(Json::object);
        return PAGE.page(
                OK,
                Map.of(
                        "frame", visit.frame(visit.words().of("recall.title"), "memories"),
                        "question", question.orElse(""),
                        "memories", found.path("memories")));
    }

    private static ApiRequest asked(Visit visit) {
        return visit.project()
                .map(name -> ApiRequest.get("v1", "projects", name, "recall"))
                .orElseGet(() -> ApiRequest.get("v1", "recall"));
    }
}
