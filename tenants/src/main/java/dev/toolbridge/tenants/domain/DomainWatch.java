package dev.toolbridge.tenants.domain;

import dev.toolbridge.tenants.router.DomainRouter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks the domains that are due. The times stand in the table, so a restart goes on; of several servers, one at a
/// time checks a domain, and another one after its lease if it dies.
final class DomainWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DomainWatch.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int DOMAINS_MAX = 4;
    private static final Duration OTHER_MAX = Duration.ofSeconds(15);
    private static final long PAUSE_MS = 100;

    private final LookStore looks;
    private final ProofCheck proof;
    private final ServingCheck serving;
    private final DomainRouter router;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    DomainWatch(LookStore looks, ProofCheck proof, ServingCheck serving, DomainRouter router) {
        this.looks = looks;
        this.proof = proof;
        this.serving = serving;
        this.router = router;
    }

    void start() {
        threads.execute(() -> {
            try {
                do {
                    round();
                } while (!closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
    }

    /// Checks one domain now. If a check of it runs, that ends first: it may have begun before the last change of the
    /// DNS. After a while, this leaves it to that one.
    void check(UUID domain) {
        long untilNs = System.nanoTime() + OTHER_MAX.toNanos();
        try {
            Optional<DomainLook> look = looks.claim(Ordering.LEASE, domain);
            while (look.isEmpty() && System.nanoTime() < untilNs && !closed.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                look = looks.claim(Ordering.LEASE, domain);
            }
            look.ifPresent(this::check);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        try {
            List<DomainLook> claimed = looks.claim(Ordering.LEASE, DOMAINS_MAX);
            while (!claimed.isEmpty() && closed.getCount() > 0) {
                List<Future<?>> running = new ArrayList<>();
                for (DomainLook look : claimed) {
                    running.add(threads.submit(() -> check(look)));
                }
                for (Future<?> check : running) {
                    check.get();
                }
                claimed = looks.claim(Ordering.LEASE, DOMAINS_MAX);
            }
        } catch (ExecutionException | RuntimeException failed) {
            LOG.atWarn().addKeyValue("reason", failed.getMessage()).log("domains cannot be checked now");
        }
    }

    /// A check that fails on our side leaves everything as it was, and is done again soon.
    private void check(DomainLook look) {
        Domain domain = look.domain();
        try {
            Found found = found(look);
            if (found.status() == DomainStatus.ACTIVE && domain.status() != DomainStatus.ACTIVE) {
                router.refresh();
            }
            looks.write(look, found);
        } catch (RuntimeException failed) {
            LOG.atWarn().addKeyValue("domain", domain.name()).setCause(failed).log("a domain cannot be checked now");
            looks.writeAgain(look, Instant.now().plus(Pace.SOON.pause(0)));
        }
    }

    private Found found(DomainLook look) {
        if (look.domain().provenAt().isEmpty()) {
            Optional<Found> missing = proof.run(look);
            if (missing.isPresent()) {
                return missing.get();
            }
            router.refresh();
        }
        return serving.run(look);
    }
}
