package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.TenantForm;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tenants of a platform: their list, one of them, and the operations that change it.
///
/// @param fresh asks again who the person is, before a tenant is deleted
public record TenantPages(FreshSignIn fresh) {
    static final String TENANT = "tenant";
    static final String TENANTS = "tenants";
    static final String ADMIN = "admin";
    static final String FRAME = "frame";
    private static final PageTemplate LIST = new PageTemplate("operator-tenants");
    private static final PageTemplate NEW = new PageTemplate("operator-new");
    private static final PageTemplate ONE = new PageTemplate("operator-tenant");
    private static final String ROOT = "/console/operator/tenants";
    private static final String KEY = "Idempotency-Key";
    private static final int OK = 200;

    /// The requests that begin an operation and need no more than a click.
    private static final List<String> ACTS =
            List.of("suspend", "resume", "rotate-secrets", "export", "restore", "rollback");

    public static Answer list(Visit visit) {
        JsonNode page = visit.read(ApiRequest.get(ADMIN, TENANTS)
                .with("status", visit.asked("status"))
                .with("limit", "50")
                .with("cursor", visit.asked("cursor")));
        return LIST.page(
                OK,
                Map.of(
                        FRAME,
                        frame(visit, visit.words().of("nav.tenants")),
                        TENANTS,
                        page.path(TENANTS),
                        "status",
                        visit.asked("status").orElse(""),
                        "next",
                        OperationPages.next(page)));
    }

    public static Answer begin(Visit visit) {
        return form(visit, TenantForm.empty(), "", OK);
    }

    public static Answer create(Visit visit) {
        var form = TenantForm.of(visit.form());
        ApiAnswer answer = visit.send(
                ApiRequest.of("POST", ADMIN, TENANTS).json(form.order()).header(KEY, form.key()));
        return answer.isGood()
                ? OperationPages.to(answer.json())
                : form(visit, form, answer.json().path("error").asText(), answer.status());
    }

    private static Answer form(Visit visit, TenantForm form, String wrong, int status) {
        return NEW.page(
                status, Map.of(FRAME, frame(visit, visit.words().of("tenants.new")), "form", form, "wrong", wrong));
    }

    public Answer show(Visit visit) {
        JsonNode tenant = visit.read(one(visit));
        JsonNode operations = visit.read(ApiRequest.get(ADMIN, "operations")
                .with(TENANT, tenant.path("ref").asText())
                .with("limit", "10"));
        return ONE.page(
                OK,
                Map.of(
                        FRAME,
                        frame(visit, tenant.path("name").asText()),
                        TENANT,
                        tenant,
                        "operations",
                        operations.path("operations"),
                        "key",
                        TenantForm.newKey()));
    }

    public Answer act(Visit visit) {
        FormText form = visit.form();
        String act = form.find("act").filter(ACTS::contains).orElse("");
        var body = Json.object();
        form.find("reason").filter(reason -> !reason.isBlank()).ifPresent(reason -> body.put("reason", reason));
        if (form.find("immediately").isPresent()) {
            body.put("immediately", true);
        }
        return OperationPages.to(visit.read(
                once(ApiRequest.of("POST", ADMIN, TENANTS, name(visit), act).json(body), form)));
    }

    /// Deletes a tenant whose slug was typed; the API compares it.
    public Answer delete(Visit visit) {
        if (!fresh.isGood(visit)) {
            return fresh.ask(ROOT + "/" + FormText.encoded(name(visit)));
        }
        FormText form = visit.form();
        return OperationPages.to(visit.read(once(
                ApiRequest.of("DELETE", ADMIN, TENANTS, name(visit))
                        .with("confirm", form.find("confirm").orElse("")),
                form)));
    }

    private static ApiRequest once(ApiRequest asked, FormText form) {
        return form.find("key").map(key -> asked.header(KEY, key)).orElse(asked);
    }

    static ApiRequest one(Visit visit) {
        return ApiRequest.get(ADMIN, TENANTS, name(visit));
    }

    /// The tenant that the address of a page names.
    static String name(Visit visit) {
        return Optional.ofNullable(visit.request().parameter(TENANT)).orElseThrow();
    }

    static Object frame(Visit visit, String title) {
        return visit.frame(title, TENANTS);
    }
}
