package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.http.Answer;
import java.util.Map;

/// Proposals that a person decides about, and the log of changes of rights.
public final class TrustPages {
    private static final PageTemplate PROPOSALS = new PageTemplate("proposals");
    private static final PageTemplate AUDIT = new PageTemplate("audit");
    private static final String CURSOR = "cursor";
    private static final String NEXT = "next";
    private static final String FRAME = "frame";
    private static final int OK = 200;

    private TrustPages() {}

    public static Answer proposals(Visit visit) {
        String state = visit.asked("state").orElse("open");
        JsonNode page = visit.read(ApiRequest.get("v1", "proposals")
                .with("state", state)
                .with("limit", "25")
                .with(CURSOR, visit.asked(CURSOR)));
        return PROPOSALS.page(
                OK,
                Map.of(
                        FRAME,
                        visit.frame(visit.words().of("nav.proposals"), "proposals"),
                        "state",
                        state,
                        "proposals",
                        page.path("proposals"),
                        NEXT,
                        next(page)));
    }

    public static Answer audit(Visit visit) {
        JsonNode page =
                visit.read(ApiRequest.get("v1", "audit").with("limit", "50").with(CURSOR, visit.asked(CURSOR)));
        return AUDIT.page(
                OK,
                Map.of(
                        FRAME,
                        visit.frame(visit.words().of("nav.audit"), "audit"),
                        "entries",
                        page.path("entries"),
                        "check",
                        CheckedChain.of(visit, ApiRequest.get("v1", "audit", "verify")),
                        NEXT,
                        next(page)));
    }

    private static String next(JsonNode page) {
        return page.path("hasMore").asBoolean() ? page.path("nextCursor").asText() : "";
    }
}
