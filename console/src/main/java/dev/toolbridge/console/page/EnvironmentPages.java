package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.view.Stale;
import dev.toolbridge.console.visit.PageTemplate;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.StreamSupport;

/// The environment variables of a project: listed, set, taken over from a file, shown, brought back and deleted.
///
/// @param fresh asks again who the person is, before a secret value is shown
public record EnvironmentPages(FreshSignIn fresh) {
    private static final PageTemplate LIST = new PageTemplate("environment");
    private static final PageTemplate ONE = new PageTemplate("variable");
    private static final String SECTION = "environment";
    private static final String KEY = "key";
    private static final String VALUE = "value";
    private static final String VARIABLES = "variables";
    private static final String DOTENV = "dotenv";
    private static final String IS_SECRET = "isSecret";
    private static final String FIRST = "/development";
    private static final int OK = 200;

    public Answer begin(Visit visit) {
        return Visit.to(folder(visit) + FIRST);
    }

    public Answer list(Visit visit) {
        return list(visit, OK, Map.of(), Stale.none());
    }

    /// Signs the person in anew.
    public Answer again(Visit visit) {
        String page = here(visit);
        return fresh.isGood(visit) ? Visit.to(page) : fresh.ask(page);
    }

    /// Makes a variable; one of that key must not be there.
    public Answer make(Visit visit) {
        FormText form = visit.form();
        String key = form.find(KEY).orElse("").strip();
        ObjectNode order = order(form).put(VALUE, text(form, VALUE));
        ApiAnswer answer = visit.send(asked(visit, "PUT", key).json(order).header("If-Match", "\"0\""));
        return answer.isGood()
                ? Visit.to(here(visit) + "?done=saved")
                : list(visit, answer.status(), Map.of(), Stale.refused(answer));
    }

    /// Takes over the text of a dotenv file, whole or not at all.
    public Answer take(Visit visit) {
        ApiAnswer answer = visit.send(asked(visit, "POST", "import").json(Map.of(DOTENV, text(visit.form(), DOTENV))));
        return answer.isGood()
                ? Visit.to(here(visit) + "?done=saved")
                : list(visit, answer.status(), Map.of(), Stale.refused(answer));
    }

    /// Shows one secret value, once.
    public Answer reveal(Visit visit) {
        if (!fresh.isGood(visit)) {
            return fresh.ask(here(visit));
        }
        String key = visit.form().find(KEY).orElse("");
        ApiAnswer answer = visit.send(asked(visit, "POST", "reveal").json(Map.of("keys", List.of(key))));
        return answer.isGood()
                ? list(visit, OK, values(answer.json()), Stale.none())
                : list(visit, answer.status(), Map.of(), Stale.refused(answer));
    }

    public Answer show(Visit visit) {
        return show(visit, OK, Stale.none());
    }

    /// Stores a form over the version that it was made from; an empty value stays what it is.
    public Answer save(Visit visit) {
        FormText form = visit.form();
        ObjectNode order = order(form).put("isRequired", form.find("isRequired").isPresent());
        String value = text(form, VALUE);
        if (!value.isEmpty()) {
            order.put(VALUE, value);
        }
        return done(visit, conditional(asked(visit, "PUT", key(visit)), form).json(order));
    }

    /// Sets an earlier value once more.
    public Answer goBack(Visit visit) {
        FormText form = visit.form();
        var order = Json.object();
        form.find("valueVersion")
                .filter(number -> number.matches("\\d{1,9}"))
                .ifPresent(number -> order.put("valueVersion", Integer.parseInt(number)));
        return done(
                visit,
                conditional(asked(visit, "POST", key(visit), "rollback"), form).json(order));
    }

    public Answer delete(Visit visit) {
        var _ = visit.good(visit.send(conditional(asked(visit, "DELETE", key(visit)), visit.form())));
        return Visit.to(here(visit) + "?done=removed");
    }

    private static Answer done(Visit visit, ApiRequest asked) {
        ApiAnswer answer = visit.send(asked);
        return answer.isGood()
                ? Visit.to(here(visit) + "?done=saved")
                : show(visit, answer.status(), Stale.refused(answer));
    }

    private Answer list(Visit visit, int status, Map<String, String> revealed, Stale wrong) {
        var values = new LinkedHashMap<String, Object>();
        values.put("frame", visit.frame(visit.words().of("nav.environment"), SECTION));
        values.put("here", here(visit));
        values.put(SECTION, environment(visit));
        values.put(VARIABLES, variables(visit));
        values.put("revealed", revealed);
        values.put("isFresh", fresh.isGood(visit));
        values.put("typed", typed(visit));
        values.put("done", visit.asked("done").orElse(""));
        values.put("wrong", wrong);
        return LIST.page(status, values);
    }

    private static Answer show(Visit visit, int status, Stale wrong) {
        JsonNode history = visit.read(asked(visit, "GET", key(visit), "history"));
        JsonNode variable = StreamSupport.stream(variables(visit).spliterator(), false)
                .filter(one -> one.path(KEY).asText().equals(key(visit)))
                .findFirst()
                .orElseGet(Json::object);
        return ONE.page(
                status,
                Map.of(
                        "frame", visit.frame(key(visit), SECTION),
                        "here", here(visit),
                        "variable", variable,
                        "versions", history.path("versions"),
                        "wrong", wrong));
    }

    private static JsonNode variables(Visit visit) {
        return visit.read(asked(visit, "GET")).path(VARIABLES);
    }

    /// The members of a variable that a form has beside its value.
    private static ObjectNode order(FormText form) {
        var order = Json.object();
        String description = text(form, "description").strip();
        if (description.isEmpty()) {
            order.putNull("description");
        } else {
            order.put("description", description);
        }
        form.find(IS_SECRET)
                .filter(choice -> List.of("true", "false").contains(choice))
                .ifPresent(choice -> order.put(IS_SECRET, Boolean.parseBoolean(choice)));
        return order;
    }

    private static SequencedMap<String, String> values(JsonNode revealed) {
        var values = new LinkedHashMap<String, String>();
        revealed.path(VARIABLES)
                .forEach(one ->
                        values.put(one.path(KEY).asText(), one.path(VALUE).asText()));
        return values;
    }

    /// The texts of a form that was refused.
    private static Map<String, String> typed(Visit visit) {
        FormText form = visit.request().method().equals("GET") ? new FormText() : visit.form();
        return Map.of(
                KEY,
                text(form, KEY),
                VALUE,
                text(form, VALUE),
                "description",
                text(form, "description"),
                DOTENV,
                text(form, DOTENV));
    }

    private static String text(FormText form, String name) {
        return form.find(name).orElse("").replace("\r\n", "\n");
    }

    private static ApiRequest conditional(ApiRequest asked, FormText form) {
        return form.find("version")
                .map(version -> asked.header("If-Match", "\"" + version + "\""))
                .orElse(asked);
    }

    private static ApiRequest asked(Visit visit, String method, String... more) {
        return ApiRequest.of(method, "v1", "projects", visit.project().orElseThrow(), SECTION, environment(visit))
                .below(more);
    }

    private static String environment(Visit visit) {
        return visit.request().parameter(SECTION);
    }

    private static String key(Visit visit) {
        return visit.request().parameter(KEY);
    }

    private static String folder(Visit visit) {
        return visit.at("/console/environment");
    }

    private static String here(Visit visit) {
        return folder(visit) + "/" + FormText.encoded(environment(visit));
    }
}
