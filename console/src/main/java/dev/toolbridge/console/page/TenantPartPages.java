package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import java.util.HashMap;
import java.util.Map;

/// The ages of a tenant's secrets, and its audit log. The platform's log is here as well.
public final class TenantPartPages {
    private static final PageTemplate SECRETS = new PageTemplate("operator-secrets");
    private static final PageTemplate AUDIT = new PageTemplate("operator-audit");
    private static final String ROOT = "/console/operator/";
    private static final String ADMIN = TenantPages.ADMIN;
    private static final String CHAIN = "audit";
    private static final int OK = 200;

    private TenantPartPages() {}

    public static Answer secrets(Visit visit) {
        JsonNode tenant = visit.read(TenantPages.one(visit));
        JsonNode secrets = visit.read(ApiRequest.get(ADMIN, TenantPages.TENANTS, TenantPages.name(visit), "secrets"));
        return SECRETS.page(
                OK,
                Map.of(
                        "frame",
                        TenantPages.frame(visit, visit.words().of("secrets.title")),
                        TenantPages.TENANT,
                        tenant,
                        "secrets",
                        secrets.path("secrets")));
    }

    public static Answer audit(Visit visit) {
        String name = TenantPages.name(visit);
        JsonNode tenant = visit.read(TenantPages.one(visit));
        return audit(
                visit,
                ApiRequest.get(ADMIN, TenantPages.TENANTS, name, CHAIN),
                ApiRequest.get(ADMIN, TenantPages.TENANTS, name, CHAIN, "verify"),
                Map.of(
                        "frame", TenantPages.frame(visit, visit.words().of("nav.audit")),
                        "about", tenant.path("name").asText(),
                        "address", ROOT + "tenants/" + FormText.encoded(name) + "/audit"));
    }

    public static Answer platformAudit(Visit visit) {
        return audit(
                visit,
                ApiRequest.get(ADMIN, CHAIN),
                ApiRequest.get(ADMIN, CHAIN, "verify"),
                Map.of(
                        "frame",
                        visit.frame(visit.words().of("nav.audit"), CHAIN),
                        "about",
                        "",
                        "address",
                        ROOT + CHAIN));
    }

    private static Answer audit(Visit visit, ApiRequest entries, ApiRequest verify, Map<String, Object> place) {
        JsonNode page = visit.read(entries.with("limit", "50").with("cursor", visit.asked("cursor")));
        var values = new HashMap<>(place);
        values.put("entries", page.path("entries"));
        values.put("check", CheckedChain.of(visit, verify));
        values.put("next", OperationPages.next(page));
        return AUDIT.page(OK, values);
    }
}
