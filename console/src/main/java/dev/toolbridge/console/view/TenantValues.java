package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The values of a tenant in a form: name, plan, administrators and quotas by their names.
///
/// @param version the version of the tenant that the form was made from
/// @param typed the values as they are typed
/// @param had the values that the form was made from
public record TenantValues(String version, Map<String, String> typed, Map<String, String> had) {
    private static final String NAME = "name";
    private static final String PLAN = "plan";
    private static final String ADMINS = "admins";
    private static final String QUOTAS = "quotas";
    private static final String VERSION = "version";
    private static final String WHOLE = "\\d{1,16}";

    public TenantValues {
        typed = new LinkedHashMap<>(typed);
        had = new LinkedHashMap<>(had);
    }

    /// The values of a tenant as the API has them.
    public static TenantValues of(JsonNode tenant) {
        var values = new LinkedHashMap<String, String>();
        values.put(NAME, tenant.path(NAME).asText());
        values.put(PLAN, tenant.path(PLAN).asText());
        values.put(
                ADMINS,
                String.join(
                        "\n",
                        tenant.path(ADMINS).valueStream().map(JsonNode::asText).toList()));
        tenant.path(QUOTAS)
                .properties()
                .forEach(quota -> values.put(quota.getKey(), quota.getValue().asText()));
        return new TenantValues(tenant.path(VERSION).asText(), values, values);
    }

    /// The values that were sent.
    public static TenantValues of(FormText sent) {
        return new TenantValues(
                sent.find(VERSION).orElse(""), plain(sent.beginning("is.")), plain(sent.beginning("had.")));
    }

    private static Map<String, String> plain(Map<String, String> sent) {
        var values = new LinkedHashMap<String, String>();
        sent.forEach((name, text) ->
                values.put(name, name.equals(ADMINS) ? String.join("\n", TenantForm.listed(text)) : text.strip()));
        return values;
    }

    public String value(String name) {
        return typed.getOrDefault(name, "");
    }

    /// The names of the quotas, in the API's order.
    public List<String> quotas() {
        return had.keySet().stream().filter(TenantValues::isQuota).toList();
    }

    private static boolean isQuota(String name) {
        return !List.of(NAME, PLAN, ADMINS).contains(name);
    }

    /// The changes of the person, as the API takes them. A text in the place of a number is left to the API to refuse.
    public ObjectNode patch() {
        ObjectNode patch = Json.object();
        ObjectNode quotas = Json.object();
        changed().forEach((name, text) -> {
            if (isQuota(name)) {
                put(quotas, name, text);
            } else if (name.equals(ADMINS)) {
                TenantForm.listed(text).forEach(patch.putArray(ADMINS)::add);
            } else {
                patch.put(name, text);
            }
        });
        if (!quotas.isEmpty()) {
            patch.set(QUOTAS, quotas);
        }
        return patch;
    }

    private static void put(ObjectNode quotas, String name, String text) {
        if (text.matches(WHOLE)) {
            quotas.put(name, Long.parseLong(text));
        } else {
            quotas.put(name, text);
        }
    }

    private Map<String, String> changed() {
        var changed = new LinkedHashMap<>(typed);
        changed.entrySet().removeIf(value -> Objects.equals(had.get(value.getKey()), value.getValue()));
        return changed;
    }

    /// The values that both sides have changed. Another plan sets all quotas.
    ///
    /// @param present the tenant as it is now
    public List<Stale.Both> late(JsonNode present) {
        Map<String, String> now = of(present).typed();
        Map<String, String> changed = changed();
        boolean isOtherPlan = changed.containsKey(PLAN);
        return typed.keySet().stream()
                .filter(name -> changed.containsKey(name) || (isOtherPlan && isQuota(name)))
                .filter(name -> !Objects.equals(now.get(name), had.get(name)))
                .filter(name -> !Objects.equals(now.get(name), typed.get(name)))
                .map(name -> new Stale.Both(name, since(name, now.get(name)), since(name, typed.get(name))))
                .toList();
    }

    private ChangedText since(String name, String after) {
        return ChangedText.between(had.getOrDefault(name, ""), Objects.requireNonNullElse(after, ""));
    }

    /// The changes of the person, over the tenant as it is now.
    public TenantValues over(JsonNode present) {
        TenantValues now = of(present);
        var values = new LinkedHashMap<>(now.typed());
        values.putAll(changed());
        return new TenantValues(now.version(), values, now.had());
    }
}
