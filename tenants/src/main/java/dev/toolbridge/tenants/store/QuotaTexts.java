package dev.toolbridge.tenants.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tenants.tenant.Plan;
import dev.toolbridge.tenants.tenant.Quotas;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The quotas that rows have as texts, read once: most tenants of a plan have the same.
final class QuotaTexts {
    /// More than plans have; tenants whose quotas differ from their plan's may fill it, and it begins anew then.
    private static final int KNOWN_MAX = 1_000;

    private static final Map<Known, Quotas> KNOWN = new ConcurrentHashMap<>();

    private QuotaTexts() {}

    private record Known(String text, Plan plan) {}

    /// @param json the text, parsed
    static Quotas read(String text, Plan plan, Supplier<JsonNode> json) {
        Quotas known = KNOWN.get(new Known(text, plan));
        if (known != null) {
            return known;
        }
        if (KNOWN.size() >= KNOWN_MAX) {
            KNOWN.clear();
        }
        Quotas read = Quotas.read(json.get(), plan);
        KNOWN.put(new Known(text, plan), read);
        return read;
    }
}
