package dev.toolbridge.api.usage;

import com.github.benmanes.caffeine.cache.Cache;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.quota.StoredUse.Stored;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.service.memory.HeapShare;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The use of the first tenants as meters: items, bytes, people, assistants, tool calls, the last write. Items and
/// bytes are read from the database each minute.
public final class TenantMeters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TenantMeters.class);
    private static final int TENANTS_MAX = 100;
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration CALL_MAX = Duration.ofMinutes(15);
    private static final HeapShare CALLS = new HeapShare(2);
    private static final long HOUR_SECONDS = 3_600;

    private final MeterRegistry meters;
    private final Function<String, Stored> stored;
    private final InstantSource clock;
    private final Map<String, Seen> tenants = new ConcurrentHashMap<>();
    private final Cache<String, Boolean> calls = CALLS.<String, Boolean>cache((call, _) -> call.length())
            .expireAfterWrite(CALL_MAX)
            .build();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param stored reads what a tenant stores
    public TenantMeters(MeterRegistry meters, Function<String, Stored> stored, InstantSource clock) {
        this.meters = meters;
        this.stored = stored;
        this.clock = clock;
    }

    /// The facts that are shown of one tenant.
    private static final class Seen {
        private final HourlyCount people = new HourlyCount();
        private final HourlyCount assistants = new HourlyCount();
        private final Counter toolCalls;
        private volatile Stored stored = new Stored(0, 0);
        private volatile long lastWriteSeconds;

        private Seen(Counter toolCalls) {
            this.toolCalls = toolCalls;
        }
    }

    /// Begins to read what tenants store.
    ///
    /// @param only the tenant that the server is for, which is shown before its first request
    public void start(Optional<String> only) {
        only.ifPresent(this::tenant);
        Thread.ofVirtual().name("tenant-meters").start(this::run);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /// Counts an admitted request.
    public void see(Caller caller) {
        tenant(caller.tenant()).ifPresent(seen -> {
            seen.people.see(caller.user().toString(), hour());
            caller.claims().toolCall().ifPresent(call -> {
                seen.assistants.see(assistant(caller), hour());
                if (calls.asMap().putIfAbsent(caller.tenant() + " " + call, true) == null) {
                    seen.toolCalls.increment();
                }
            });
        });
    }

    /// Takes down a write that was committed.
    public void wrote(String tenant) {
        tenant(tenant).ifPresent(seen -> seen.lastWriteSeconds = clock.instant().getEpochSecond());
    }

    private static String assistant(Caller caller) {
        return caller.proof()
                .clientId()
                .or(() -> caller.claims().client())
                .or(() -> caller.proof().keyId())
                .orElse("");
    }

    private long hour() {
        return clock.instant().getEpochSecond() / HOUR_SECONDS;
    }

    private Optional<Seen> tenant(String tenant) {
        Seen known = tenants.get(tenant);
        if (known == null && tenants.size() < TENANTS_MAX) {
            known = tenants.computeIfAbsent(tenant, this::shown);
        }
        return Optional.ofNullable(known);
    }

    private Seen shown(String tenant) {
        var seen = new Seen(Counter.builder("toolbridge.tenant.tool.calls")
                .description("Calls of tools that have reached the API.")
                .tag("tenant", tenant)
                .register(meters));
        gauge("toolbridge.tenant.items", tenant, "Live items.", _ -> seen.stored.items());
        gauge("toolbridge.tenant.bytes", tenant, "Bytes of their payloads.", _ -> seen.stored.bytes());
        gauge("toolbridge.tenant.last.write", tenant, "The time of the last write, in s.", _ -> seen.lastWriteSeconds);
        hourly("toolbridge.tenant.people", tenant, "People that have sent requests.", seen.people);
        hourly("toolbridge.tenant.assistants", tenant, "Programs that have called tools.", seen.assistants);
        return seen;
    }

    private void gauge(String name, String tenant, String description, ToDoubleFunction<TenantMeters> value) {
        Gauge.builder(name, this, value)
                .description(description)
                .tag("tenant", tenant)
                .register(meters);
    }

    private void hourly(String name, String tenant, String description, HourlyCount count) {
        Gauge.builder(name, this, _ -> count.present(hour()))
                .description(description)
                .tags("tenant", tenant, "hour", "present")
                .register(meters);
        Gauge.builder(name, this, _ -> count.before(hour()))
                .description(description)
                .tags("tenant", tenant, "hour", "before")
                .register(meters);
    }

    private void run() {
        try {
            do {
                tenants.forEach(this::read);
            } while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(String tenant, Seen seen) {
        try {
            seen.stored = stored.apply(tenant);
        } catch (DatabaseUnavailable away) {
            LOG.atDebug().addKeyValue("reason", away.getMessage()).log("the use of a tenant is read later");
        } catch (RuntimeException failed) {
            LOG.error("the use of a tenant cannot be read", failed);
        }
    }
}
