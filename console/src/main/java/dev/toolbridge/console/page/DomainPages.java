package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.Stale;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.Map;

/// The domains of a tenant: added, checked, removed, and given certificates.
public final class DomainPages {
    private static final PageTemplate LIST = new PageTemplate("operator-domains");
    private static final PageTemplate ONE = new PageTemplate("operator-domain");
    private static final String DOMAINS = "domains";
    private static final String NAME = "name";
    private static final String CERTIFICATE = "certificate";
    private static final int OK = 200;

    private DomainPages() {}

    public static Answer list(Visit visit) {
        JsonNode tenant = visit.read(TenantPages.one(visit));
        JsonNode domains = visit.read(all(visit, "GET"));
        return LIST.page(
                OK,
                Map.of(
                        TenantPages.FRAME,
                        TenantPages.frame(visit, visit.words().of("domains.title")),
                        TenantPages.TENANT,
                        tenant,
                        DOMAINS,
                        domains.path(DOMAINS)));
    }

    public static Answer add(Visit visit) {
        var _ = visit.read(all(visit, "POST").json(Map.of(NAME, text(visit.form(), NAME))));
        return Visit.to(address(visit));
    }

    public static Answer change(Visit visit) {
        FormText form = visit.form();
        String name = text(form, NAME);
        var _ = form.find("act").filter("remove"::equals).isPresent()
                ? visit.read(all(visit, "DELETE").below(name))
                : visit.read(all(visit, "POST").below(name, "check"));
        return Visit.to(address(visit));
    }

    public static Answer show(Visit visit) {
        return shown(visit, OK, "", Stale.none());
    }

    /// Gives a domain a certificate. A refused one is shown again, its key never is.
    public static Answer give(Visit visit) {
        FormText form = visit.form();
        String certificate = text(form, CERTIFICATE);
        var order = Json.object().put(CERTIFICATE, certificate).put("key", text(form, "key"));
        ApiAnswer answer =
                visit.send(all(visit, "POST").below(name(visit), CERTIFICATE).json(order));
        return answer.isGood()
                ? Visit.to(address(visit) + "/" + FormText.encoded(name(visit)) + "?done=saved")
                : shown(visit, answer.status(), certificate, Stale.refused(answer));
    }

    private static Answer shown(Visit visit, int status, String typed, Stale wrong) {
        JsonNode tenant = visit.read(TenantPages.one(visit));
        JsonNode domain = visit.read(all(visit, "GET").below(name(visit)));
        return ONE.page(
                status,
                Map.of(
                        TenantPages.FRAME,
                        TenantPages.frame(visit, domain.path(NAME).asText()),
                        TenantPages.TENANT,
                        tenant,
                        "domain",
                        domain,
                        "typed",
                        typed,
                        "wrong",
                        wrong,
                        "done",
                        visit.asked("done").orElse("")));
    }

    private static ApiRequest all(Visit visit, String method) {
        return ApiRequest.of(method, TenantPages.ADMIN, TenantPages.TENANTS, TenantPages.name(visit), DOMAINS);
    }

    private static String address(Visit visit) {
        return "/console/operator/tenants/" + FormText.encoded(TenantPages.name(visit)) + "/domains";
    }

    private static String name(Visit visit) {
        return visit.request().parameter("domain");
    }

    private static String text(FormText form, String name) {
        return form.find(name).orElse("");
    }
}
