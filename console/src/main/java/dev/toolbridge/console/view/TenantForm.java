package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.stream.Stream;

/// The order of a tenant as it is typed.
///
/// @param admins addresses of its first administrators, with blanks or commas between them
/// @param domains names that it brings, written the same way
/// @param key makes an order that is sent twice one tenant
public record TenantForm(String name, String slug, String plan, String admins, String domains, String key) {
    /// The plans that there are.
    public static final List<String> PLANS = List.of("trial", "standard", "large");

    public static TenantForm empty() {
        return new TenantForm("", "", "standard", "", "", newKey());
    }

    public static TenantForm of(FormText sent) {
        return new TenantForm(
                text(sent, "name"),
                text(sent, "slug"),
                text(sent, "plan"),
                text(sent, "admins"),
                text(sent, "domains"),
                sent.find("key").orElseGet(TenantForm::newKey));
    }

    /// A key that names one sending of a form.
    public static String newKey() {
        return ItemForm.newKey();
    }

    /// The order as the API takes it; what is not typed is left to the API.
    public ObjectNode order() {
        ObjectNode order = Json.object().put("name", name);
        if (!slug.isBlank()) {
            order.put("slug", slug);
        }
        if (!plan.isBlank()) {
            order.put("plan", plan);
        }
        list(order, "admins", admins);
        list(order, "domains", domains);
        return order;
    }

    private static void list(ObjectNode order, String name, String typed) {
        List<String> values = listed(typed);
        if (!values.isEmpty()) {
            values.forEach(order.putArray(name)::add);
        }
    }

    /// The words of a text, with blanks, commas or semicolons between them.
    static List<String> listed(String typed) {
        return Stream.of(typed.split("[\\s,;]+", -1))
                .filter(value -> !value.isBlank())
                .toList();
    }

    private static String text(FormText sent, String name) {
        return sent.find(name).orElse("").strip();
    }
}
