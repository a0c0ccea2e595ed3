package dev.toolbridge.api.quota;

import com.github.benmanes.caffeine.cache.Cache;
import dev.toolbridge.contract.TenantQuota;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.memory.HeapShare;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The limits on what tenants store, and what they were last seen to store. The database enforces the limits in the
/// transaction of each write.
public final class StoredUse {
    private static final HeapShare SEEN = new HeapShare(1);

    private final Supplier<QuotaLimits> limits;
    private final Cache<String, Stored> seen =
            SEEN.<String, Stored>cache((tenant, _) -> tenant.length()).build();

    public StoredUse(Supplier<QuotaLimits> limits) {
        this.limits = limits;
    }

    /// The live items of a tenant, and the bytes of their payloads.
    public record Stored(long items, long bytes) {}

    /// Tells if writes must be checked.
    public boolean isLimited() {
        return limits.get().limitStorage();
    }

    /// A limit for the check in the database; one that is never reached if there is none.
    public long most(TenantQuota quota) {
        return limits.get().of(quota).orElse(Long.MAX_VALUE);
    }

    /// Takes down what a tenant stores.
    public void see(String tenant, Stored stored) {
        seen.put(tenant, stored);
    }

    /// The refusal of a write that would store too much.
    public Refusal refusal(TenantQuota quota, long limit, long used) {
        return new Figures(quota, limit, used).refusal(Instant.now());
    }

    /// The figures of a tenant's items and bytes, as far as they have limits and were seen.
    Stream<Figures> figures(String tenant) {
        QuotaLimits present = limits.get();
        Stored stored = present.limitStorage() ? seen.getIfPresent(tenant) : null;
        return stored == null
                ? Stream.empty()
                : Stream.of(
                                figures(present, TenantQuota.ITEMS, stored.items()),
                                figures(present, TenantQuota.BYTES, stored.bytes()))
                        .flatMap(Optional::stream);
    }

    private static Optional<Figures> figures(QuotaLimits limits, TenantQuota quota, long used) {
        var limit = limits.of(quota);
        return limit.isPresent() ? Optional.of(new Figures(quota, limit.getAsLong(), used)) : Optional.empty();
    }
}
