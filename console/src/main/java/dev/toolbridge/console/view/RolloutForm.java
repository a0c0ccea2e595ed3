package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.json.Json;

/// The order of a rollout as it is typed.
///
/// @param waves the percentages of tenants that have the release after each wave, with blanks or commas between
/// @param failuresMax the most failed tenants with which it goes on
/// @param bake the seconds for which each tenant is watched
/// @param key makes an order that is sent twice one rollout
public record RolloutForm(String release, String waves, String failuresMax, String bake, String reason, String key) {
    private static final String WHOLE = "\\d{1,9}";

    public static RolloutForm empty() {
        return new RolloutForm("", "10, 50, 100", "0", "60", "", TenantForm.newKey());
    }

    public static RolloutForm of(FormText sent) {
        return new RolloutForm(
                text(sent, "release"),
                text(sent, "waves"),
                text(sent, "failures_max"),
                text(sent, "bake"),
                text(sent, "reason"),
                sent.find("key").orElseGet(TenantForm::newKey));
    }

    /// The order as the API takes it. What is no number is left to the API to refuse.
    public ObjectNode order() {
        ObjectNode order = Json.object().put("release", release);
        var list = order.putArray("waves");
        TenantForm.listed(waves).forEach(wave -> {
            if (wave.matches(WHOLE)) {
                list.add(Integer.parseInt(wave));
            } else {
                list.add(wave);
            }
        });
        number(order, "failures_max", failuresMax);
        number(order, "bake", bake);
        if (!reason.isEmpty()) {
            order.put("reason", reason);
        }
        return order;
    }

    private static void number(ObjectNode order, String name, String typed) {
        if (typed.matches(WHOLE)) {
            order.put(name, Integer.parseInt(typed));
        } else if (!typed.isEmpty()) {
            order.put(name, typed);
        }
    }

    private static String text(FormText sent, String name) {
        return sent.find(name).orElse("").strip();
    }
}
