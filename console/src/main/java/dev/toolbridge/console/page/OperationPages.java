package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import java.util.Map;

/// Operations: their list, and one of them step by step.
public final class OperationPages {
    private static final PageTemplate LIST = new PageTemplate("operator-operations");
    private static final PageTemplate ONE = new PageTemplate("operator-operation");
    private static final String OPERATIONS = "operations";
    private static final String OPERATION = "operation";
    private static final String ROOT = "/console/operator/operations";
    private static final int OK = 200;

    private OperationPages() {}

    public static Answer list(Visit visit) {
        JsonNode page = visit.read(ApiRequest.get(TenantPages.ADMIN, OPERATIONS)
                .with("status", visit.asked("status"))
                .with("limit", "50")
                .with("cursor", visit.asked("cursor")));
        return LIST.page(
                OK,
                Map.of(
                        "frame",
                        visit.frame(visit.words().of("nav.operations"), OPERATIONS),
                        OPERATIONS,
                        page.path(OPERATIONS),
                        "status",
                        visit.asked("status").orElse(""),
                        "next",
                        next(page)));
    }

    public static Answer show(Visit visit) {
        JsonNode operation = visit.read(ApiRequest.get(TenantPages.ADMIN, OPERATIONS, id(visit)));
        JsonNode tenant = visit.read(ApiRequest.get(
                TenantPages.ADMIN,
                TenantPages.TENANTS,
                operation.path(TenantPages.TENANT).asText()));
        String kind =
                visit.words().named("operation.kind", operation.path("kind").asText());
        return ONE.page(
                OK, Map.of("frame", visit.frame(kind, OPERATIONS), OPERATION, operation, TenantPages.TENANT, tenant));
    }

    public static Answer act(Visit visit) {
        String act = visit.form().find("act").filter("cancel"::equals).orElse("retry");
        return to(visit.read(ApiRequest.of("POST", TenantPages.ADMIN, OPERATIONS, id(visit), act)));
    }

    private static String id(Visit visit) {
        return visit.request().parameter(OPERATION);
    }

    /// Leads to the page of an operation.
    static Answer to(JsonNode operation) {
        return Visit.to(ROOT + "/" + FormText.encoded(operation.path("id").asText()));
    }

    /// The cursor of the next page; empty if there is none.
    static String next(JsonNode page) {
        return page.path("hasMore").asBoolean() ? page.path("nextCursor").asText() : "";
    }
}
