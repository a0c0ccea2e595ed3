package dev.toolbridge.api.quota;

import dev.toolbridge.contract.TenantQuota;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The quotas of tenants at the edge: counts requests and tool calls, shows the figures on answers, and warns.
public final class TenantQuotas {
    /// Names the quotas of which most is used.
    public static final String WARNING = "X-Quota-Warning";

    private static final Logger LOG = LoggerFactory.getLogger(TenantQuotas.class);
    private static final int WARNED_MAX = 1_000;

    private final Supplier<QuotaLimits> limits;
    private final DayCounts days;
    private final StoredUse stored;

    /// The state that was last logged of each quota that is near its limit.
    private final Map<String, String> warned = new ConcurrentHashMap<>();

    public TenantQuotas(Supplier<QuotaLimits> limits, DayCounts days, StoredUse stored) {
        this.limits = limits;
        this.days = days;
        this.stored = stored;
    }

    /// Counts a request, and the tool call that it belongs to.
    ///
    /// @param toolCall the same for all requests of a tool call
    public QuotaAccount count(String tenant, Optional<String> toolCall) {
        if (limits.get().limits().isEmpty()) {
            return new QuotaAccount(List.of(), LinkedHashMap::new);
        }
        List<DayClaim> claims = Stream.of(days.request(tenant), toolCall.flatMap(call -> days.toolCall(tenant, call)))
                .flatMap(Optional::stream)
                .toList();
        Set<TenantQuota> counted = claims.stream().map(DayClaim::quota).collect(Collectors.toSet());
        return new QuotaAccount(claims, () -> headers(tenant, counted));
    }

    /// The number of API keys that a tenant may have.
    public OptionalLong keys() {
        return limits.get().of(TenantQuota.KEYS);
    }

    private SequencedMap<String, String> headers(String tenant, Set<TenantQuota> counted) {
        List<Figures> figures = Stream.concat(
                        counted.stream().sorted().flatMap(quota -> days.figures(tenant, quota).stream()),
                        stored.figures(tenant))
                .toList();
        var headers = new LinkedHashMap<String, String>();
        figures.forEach(each -> headers.putAll(each.headers()));
        String near = figures.stream()
                .filter(Figures::isNear)
                .map(each -> each.quota().word())
                .collect(Collectors.joining(", "));
        if (!near.isEmpty()) {
            headers.put(WARNING, near);
        }
        figures.forEach(each -> warn(tenant, each));
        return headers;
    }

    /// Logs once that a quota is near its limit, and once that it is used up.
    private void warn(String tenant, Figures figures) {
        String key = tenant + " " + figures.quota().word();
        String state = figures.isNear() ? (figures.remaining() == 0 ? "used up" : "nearly used up") : "";
        if (state.isEmpty()) {
            warned.remove(key);
        } else if (warned.size() < WARNED_MAX && !state.equals(warned.put(key, state))) {
            LOG.atWarn()
                    .addKeyValue("tenant", tenant)
                    .addKeyValue("quota", figures.quota().word())
                    .addKeyValue("used", figures.used())
                    .addKeyValue("limit", figures.limit())
                    .log("a quota is " + state);
        }
    }
}
