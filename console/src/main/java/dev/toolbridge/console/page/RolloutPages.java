package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.RolloutForm;
import dev.toolbridge.console.view.RolloutView;
import dev.toolbridge.console.view.Stale;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import java.util.List;
import java.util.Map;

/// Rollouts of releases: started, watched wave by wave, paused, resumed, ended.
public final class RolloutPages {
    private static final PageTemplate LIST = new PageTemplate("operator-rollouts");
    private static final PageTemplate ONE = new PageTemplate("operator-rollout");
    private static final String ROLLOUTS = "rollouts";
    private static final String ROOT = "/console/operator/rollouts";
    private static final String SHOWN = "25";
    private static final List<String> ACTS = List.of("pause", "resume", "cancel");
    private static final int OK = 200;

    private RolloutPages() {}

    public static Answer list(Visit visit) {
        return listed(visit, OK, RolloutForm.empty(), Stale.none());
    }

    public static Answer start(Visit visit) {
        var form = RolloutForm.of(visit.form());
        ApiAnswer answer = visit.send(ApiRequest.of("POST", TenantPages.ADMIN, ROLLOUTS)
                .json(form.order())
                .header("Idempotency-Key", form.key()));
        return answer.isGood()
                ? to(answer.json().path("id").asText())
                : listed(visit, answer.status(), form, Stale.refused(answer));
    }

    private static Answer listed(Visit visit, int status, RolloutForm form, Stale wrong) {
        JsonNode page = visit.read(
                ApiRequest.get(TenantPages.ADMIN, ROLLOUTS).with("limit", SHOWN).with("cursor", visit.asked("cursor")));
        return LIST.page(
                status,
                Map.of(
                        TenantPages.FRAME,
                        visit.frame(visit.words().of("nav.rollouts"), ROLLOUTS),
                        ROLLOUTS,
                        page.path(ROLLOUTS),
                        "form",
                        form,
                        "wrong",
                        wrong,
                        "next",
                        OperationPages.next(page)));
    }

    public static Answer show(Visit visit) {
        var rollout = new RolloutView(visit.read(ApiRequest.get(TenantPages.ADMIN, ROLLOUTS, id(visit))));
        return ONE.page(OK, Map.of(TenantPages.FRAME, visit.frame(rollout.release(), ROLLOUTS), "rollout", rollout));
    }

    public static Answer act(Visit visit) {
        String act = visit.form().find("act").filter(ACTS::contains).orElse("");
        var _ = visit.read(ApiRequest.of("POST", TenantPages.ADMIN, ROLLOUTS, id(visit), act));
        return to(id(visit));
    }

    private static Answer to(String id) {
        return Visit.to(ROOT + "/" + FormText.encoded(id));
    }

    private static String id(Visit visit) {
        return visit.request().parameter("rollout");
    }
}
