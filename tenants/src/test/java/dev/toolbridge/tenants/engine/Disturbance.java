package dev.toolbridge.tenants.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Two servers that are killed and frozen at random times, and started and woken again.
final class Disturbance implements AutoCloseable {
    private static final int SERVERS = 2;
    private static final int PAUSE_LEAST_MS = 300;
    private static final int PAUSE_MAX_MS = 1_500;

    /// Longer than a lease of the quick pace.
    private static final int FROZEN_MS = 3_000;

    private final EngineProcess.Setting setting;
    private final Random random;
    private final List<EngineProcess> servers = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger freezes = new AtomicInteger();
    private final Thread thread = Thread.ofPlatform().name("disturbance").unstarted(this::disturb);

    Disturbance(EngineProcess.Setting setting, long seed) {
        this.setting = setting;
        this.random = new Random(seed);
    }

    void begin() {
        for (int count = 0; count < SERVERS; count++) {
            servers.add(EngineProcess.start(setting));
        }
        thread.start();
    }

    int kills() {
        return kills.get();
    }

    int freezes() {
        return freezes.get();
    }

    /// Ends the disturbance; the servers go on until they are closed.
    void end() throws InterruptedException {
        end.countDown();
        thread.join();
    }

    private void disturb() {
        try {
            while (!end.await(PAUSE_LEAST_MS + random.nextInt(PAUSE_MAX_MS), TimeUnit.MILLISECONDS)) {
                int place = random.nextInt(SERVERS);
                if (random.nextInt(3) == 0) {
                    freeze(servers.get(place));
                } else {
                    servers.get(place).kill();
                    servers.set(place, EngineProcess.start(setting));
                    kills.incrementAndGet();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void freeze(EngineProcess server) throws InterruptedException {
        server.freeze();
        boolean _ = end.await(FROZEN_MS, TimeUnit.MILLISECONDS);
        server.wake();
        freezes.incrementAndGet();
    }

    @Override
    public void close() {
        try {
            end();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        servers.forEach(EngineProcess::close);
    }
}
