package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiCalls;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.access.Person;
import dev.toolbridge.console.access.PersonSessions;
import dev.toolbridge.console.text.PageWords;
import dev.toolbridge.console.visit.PageLook;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.ViewChoices;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// The session itself: its tenant, its end, and the choices of the person.
public record SessionPages(PersonSessions sessions, ApiCalls calls, Cookies cookies) {
    private static final PageTemplate TENANTS = new PageTemplate("tenants");
    private static final PageTemplate SIGNED_OUT = new PageTemplate("signed-out");
    private static final PageTemplate SETTINGS = new PageTemplate("settings");
    private static final String FIRST_PAGE = "/console";
    private static final Duration KEPT = Duration.ofDays(365);
    private static final int OK = 200;

    /// The tenants to choose from; with only one there is nothing to choose.
    public Answer tenants(Request request, PageLook look) {
        String target = target(request.queryValue("to"));
        return sessions.find(request)
                .map(person -> tenants(request, person, new Choice(look, target)))
                .orElseGet(() -> sessions.begin(target, Optional.empty()));
    }

    /// A choice of a tenant, and the page to show afterwards.
    private record Choice(PageLook look, String target) {}

    private Answer tenants(Request request, Person person, Choice choice) {
        ApiAnswer answer = calls.send(ApiRequest.get("v1", "auth", "tenant"), withoutTenant(person));
        JsonNode known = answer.json();
        if (answer.isGood() && !known.path("requires_selection").asBoolean()) {
            return sessions.choose(request, known.path("tenant_id").asText(), choice.target());
        }
        return TENANTS.page(
                answer.isGood() ? OK : answer.status(),
                Map.of(
                        "look", choice.look(),
                        "organizations", known.path("organizations"),
                        "error", known.path("error").asText(),
                        "target", choice.target()));
    }

    public Answer choose(Request request) {
        var form = FormText.parse(request.body());
        return sessions.choose(request, form.find("tenant").orElse(""), target(form.find("to")));
    }

    public Answer end(Request request, Person person) {
        boolean isEverywhere = FormText.parse(request.body()).find("everywhere").isPresent();
        return sessions.end(request, person, isEverywhere, "/console/signed-out");
    }

    public Answer signedOut(PageLook look) {
        return SIGNED_OUT.page(OK, Map.of("look", look));
    }

    public Answer settings(Visit visit) {
        return SETTINGS.page(
                OK,
                Map.of(
                        "frame", visit.frame(visit.words().of("nav.settings"), "settings"),
                        "preferences", visit.look().preferences(),
                        "languages", PageWords.languages(),
                        "zones",
                                ZoneId.getAvailableZoneIds().stream()
                                        .filter(zone -> zone.matches("[A-Z][a-z]+/.*|UTC"))
                                        .sorted()
                                        .toList(),
                        "done", visit.asked("done").orElse("")));
    }

    public Answer choices(Visit visit) {
        FormText form = visit.form();
        form.find("zone")
                .filter(zone -> !zone.equals(visit.me().zone().getId()))
                .ifPresent(zone -> visit.read(ApiRequest.of("PATCH", "v1", "me").json(Map.of("timeZone", zone))));
        var chosen = ViewChoices.of(
                form.find("language").orElse(""),
                form.find("scheme").orElse(""),
                form.find("shortcuts").isPresent());
        return Visit.to("/console/settings?done=saved")
                .header("Set-Cookie", cookies.lax(ViewChoices.COOKIE, chosen.text(), KEPT));
    }

    private static Person withoutTenant(Person person) {
        return new Person(
                person.session(),
                person.subject(),
                person.name(),
                Optional.empty(),
                person.signedInAt(),
                person.providerSession());
    }

    /// A page of the console, whatever an address says.
    private static String target(Optional<String> asked) {
        return asked.filter(path -> path.equals(FIRST_PAGE) || path.startsWith(FIRST_PAGE + "/"))
                .orElse(FIRST_PAGE);
    }
}
