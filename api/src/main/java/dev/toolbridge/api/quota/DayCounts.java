package dev.toolbridge.api.quota;

import com.github.benmanes.caffeine.cache.Cache;
import dev.toolbridge.contract.TenantQuota;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.service.memory.HeapShare;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts the requests and tool calls of tenants in each day (UTC). Counting never waits for the database; only a
/// change that finds no block does, and takes the next one. Every few seconds all counts are settled there, so a
/// restart or another server goes on from them.
public final class DayCounts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DayCounts.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final int DAYS_KEPT = 35;
    private static final HeapShare CALLS = new HeapShare(2);

    /// No call of a tool takes that long.
    private static final Duration CALL_MAX = Duration.ofMinutes(15);

    private final Supplier<QuotaLimits> limits;
    private final DayUse use;
    private final InstantSource clock;
    private final Map<DayUse.Day, DayCount> counts = new ConcurrentHashMap<>();
    private final Cache<String, DayClaim> calls = CALLS.<String, DayClaim>cache((call, _) -> call.length())
            .expireAfterWrite(CALL_MAX)
            .build();
    private final CountDownLatch closed = new CountDownLatch(1);

    public DayCounts(Supplier<QuotaLimits> limits, DayUse use, InstantSource clock) {
        this.limits = limits;
        this.use = use;
        this.clock = clock;
    }

    /// Begins to settle.
    public void start() {
        Thread.ofVirtual().name("day-counts").start(this::run);
    }

    /// Gives all blocks back.
    @Override
    public void close() {
        closed.countDown();
        counts.values().forEach(count -> attempt(count::giveBack));
    }

    /// Counts a request; empty if there is no limit.
    Optional<DayClaim> request(String tenant) {
        return claim(tenant, TenantQuota.REQUESTS_A_DAY);
    }

    /// Counts a tool call when its first request comes; empty if there is no limit.
    ///
    /// @param call the same for all requests of a call
    Optional<DayClaim> toolCall(String tenant, String call) {
        return limits.get().of(TenantQuota.TOOL_CALLS_A_DAY).isEmpty()
                ? Optional.empty()
                : Optional.of(calls.get(tenant + " " + call, _ -> claim(tenant, TenantQuota.TOOL_CALLS_A_DAY)
                        .orElseThrow()));
    }

    /// The use of a quota today, if it has a limit and was counted here.
    Optional<Figures> figures(String tenant, TenantQuota quota) {
        OptionalLong limit = limits.get().of(quota);
        return limit.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(counts.get(today(tenant, quota)))
                        .map(count -> new Figures(quota, limit.getAsLong(), count.used()));
    }

    /// Lets one that was counted without permission be within the limit, or takes it back.
    void requireLate(DayUse.Day day) {
        OptionalLong limit = limits.get().of(day.quota());
        DayCount count = count(day);
        if (limit.isEmpty()) {
            return;
        }
        count.countBeyond(-1);
        if (!count.take(limit.getAsLong(), clock.instant())) {
            throw new Figures(day.quota(), limit.getAsLong(), Math.max(limit.getAsLong(), count.used()))
                    .refusal(clock.instant());
        }
    }

    /// Settles all counts.
    void settle() {
        counts.values().forEach(count -> attempt(() -> settle(count)));
    }

    private Optional<DayClaim> claim(String tenant, TenantQuota quota) {
        DayUse.Day day = today(tenant, quota);
        return limits.get().of(quota).isEmpty()
                ? Optional.empty()
                : Optional.of(new DayClaim(this, day, isCounted(count(day))));
    }

    private static boolean isCounted(DayCount count) {
        boolean isGranted = count.takeLeft();
        if (!isGranted) {
            count.countBeyond(1);
        }
        return isGranted;
    }

    private DayUse.Day today(String tenant, TenantQuota quota) {
        return new DayUse.Day(tenant, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), quota);
    }

    private DayCount count(DayUse.Day day) {
        return counts.compute(day, (_, known) -> (known == null ? new DayCount(day, use) : known).touched());
    }

    private void run() {
        try {
            LocalDate cleaned = LocalDate.MIN;
            while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                settle();
                cleaned = forgotten(cleaned);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(DayCount count) {
        boolean isOfToday =
                count.day().date().equals(today("", TenantQuota.REQUESTS_A_DAY).date());
        long limit = isOfToday ? limits.get().of(count.day().quota()).orElse(0) : 0;
        if (!count.settle(limit)) {
            counts.computeIfPresent(count.day(), (_, present) -> present.isIdle() ? null : present);
        }
    }

    /// Deletes old days, once in each day for the tenants that are in use.
    private LocalDate forgotten(LocalDate cleaned) {
        LocalDate today = today("", TenantQuota.REQUESTS_A_DAY).date();
        if (!cleaned.equals(today)) {
            counts.keySet()
                    .forEach(day -> attempt(() ->
                            use.forgetBefore(new DayUse.Day(day.tenant(), today.minusDays(DAYS_KEPT), day.quota()))));
        }
        return counts.isEmpty() ? cleaned : today;
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (DatabaseUnavailable away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("quotas are settled later");
        } catch (RuntimeException failed) {
            LOG.error("quotas could not be settled", failed);
        }
    }
}
