package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.Stale;
import dev.toolbridge.console.view.TenantValues;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Map;

/// The settings of a tenant: name, plan, administrators, quotas, and the hold on its data.
public final class TenantSettingsPages {
    private static final PageTemplate SETTINGS = new PageTemplate("operator-settings");
    private static final String SAVED = "saved";
    private static final int OK = 200;

    private TenantSettingsPages() {}

    public static Answer show(Visit visit) {
        JsonNode tenant = visit.read(TenantPages.one(visit));
        return shown(visit, OK, tenant, new Sent(TenantValues.of(tenant), Stale.none()));
    }

    /// A form that was sent, and what is wrong with it.
    private record Sent(TenantValues values, Stale stale) {}

    /// Stores what was changed over the version that the form was made from, beside what others have changed since.
    public static Answer save(Visit visit) {
        var values = TenantValues.of(visit.form());
        if (values.patch().isEmpty()) {
            return done(visit, SAVED);
        }
        ApiAnswer answer = patched(visit, values, values.version());
        if (answer.isGood()) {
            return done(visit, SAVED);
        }
        JsonNode present = visit.read(TenantPages.one(visit));
        return answer.code().equals(ErrorCode.VERSION_MISMATCH.wireName())
                ? merged(visit, values, present, answer)
                : shown(visit, answer.status(), present, new Sent(values, Stale.refused(answer)));
    }

    private static Answer merged(Visit visit, TenantValues values, JsonNode present, ApiAnswer refusal) {
        TenantValues over = values.over(present);
        List<Stale.Both> late = values.late(present);
        if (!late.isEmpty()) {
            return shown(visit, refusal.status(), present, new Sent(over, Stale.late(refusal, late)));
        }
        ApiAnswer again = patched(visit, values, over.version());
        return again.isGood()
                ? done(visit, "merged")
                : shown(visit, again.status(), present, new Sent(over, Stale.refused(again)));
    }

    private static ApiAnswer patched(Visit visit, TenantValues values, String version) {
        return visit.send(patch(visit, version).json(values.patch()));
    }

    private static ApiRequest patch(Visit visit, String version) {
        return ApiRequest.of("PATCH", TenantPages.ADMIN, TenantPages.TENANTS, TenantPages.name(visit))
                .header("If-Match", "\"" + version + "\"");
    }

    /// Holds the data of a tenant, or ends that.
    public static Answer hold(Visit visit) {
        FormText form = visit.form();
        var wish = Json.object()
                .put("hold", form.find("hold").filter("true"::equals).isPresent())
                .put("hold_reason", form.find("reason").orElse("").strip());
        var _ = visit.read(patch(visit, form.find("version").orElse("")).json(wish));
        return done(visit, SAVED);
    }

    private static Answer done(Visit visit, String done) {
        return Visit.to(
                "/console/operator/tenants/" + FormText.encoded(TenantPages.name(visit)) + "/settings?done=" + done);
    }

    private static Answer shown(Visit visit, int status, JsonNode tenant, Sent sent) {
        return SETTINGS.page(
                status,
                Map.of(
                        TenantPages.FRAME,
                        TenantPages.frame(visit, visit.words().of("tenants.settings")),
                        TenantPages.TENANT,
                        tenant,
                        "values",
                        sent.values(),
                        "stale",
                        sent.stale(),
                        "done",
                        visit.asked("done").orElse("")));
    }
}
