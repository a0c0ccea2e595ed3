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

/// The keys of operators: made and shown once, listed, ended.
///
/// @param fresh asks again who the person is, before a key is made
public record OperatorKeyPages(FreshSignIn fresh) {
    private static final PageTemplate KEYS = new PageTemplate("operator-keys");
    private static final String SECTION = "keys";
    private static final String PATH = "/console/operator/keys";
    private static final String NAME = "name";
    private static final int OK = 200;

    public Answer list(Visit visit) {
        return listed(visit, OK, "", Stale.none());
    }

    /// Signs the person in anew, to make a key.
    public Answer again(Visit visit) {
        return fresh.isGood(visit) ? Visit.to(PATH) : fresh.ask(PATH);
    }

    public Answer make(Visit visit) {
        if (!fresh.isGood(visit)) {
            return fresh.ask(PATH);
        }
        FormText form = visit.form();
        String name = form.find(NAME).orElse("");
        var order = Json.object().put(NAME, name);
        order.putArray("scopes").add(form.find("scope").orElse(""));
        String days = form.find("days").orElse("");
        if (days.matches("\\d{1,6}")) {
            order.put("expires_in_days", Integer.parseInt(days));
        } else if (!days.isBlank()) {
            order.put("expires_in_days", days);
        }
        ApiAnswer answer =
                visit.send(ApiRequest.of("POST", TenantPages.ADMIN, SECTION).json(order));
        return answer.isGood()
                ? KeyPages.shown(visit, answer.json(), new KeyPages.Made(PATH, "/admin/tenants"))
                : listed(visit, answer.status(), name, Stale.refused(answer));
    }

    public Answer end(Visit visit) {
        String key = visit.request().parameter("key");
        var _ = visit.read(ApiRequest.of("DELETE", TenantPages.ADMIN, SECTION, key));
        return Visit.to(PATH + "?done=ended");
    }

    private Answer listed(Visit visit, int status, String typed, Stale wrong) {
        JsonNode keys = visit.read(ApiRequest.get(TenantPages.ADMIN, SECTION)).path(SECTION);
        return KEYS.page(
                status,
                Map.of(
                        TenantPages.FRAME,
                        visit.frame(visit.words().of("nav.keys"), SECTION),
                        SECTION,
                        keys,
                        "isFresh",
                        fresh.isGood(visit),
                        "typed",
                        typed,
                        "wrong",
                        wrong,
                        "done",
                        visit.asked("done").orElse("")));
    }
}
