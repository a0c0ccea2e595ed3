package dev.toolbridge.launcher.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Free ports of this machine.
public final class LoopbackPort {
    private static final int LOWEST = 10_000;

    /// Below the ports of tenants of platforms on this machine, and those of outgoing connections.
    private static final int HIGHEST = 21_000;
    private static final int ATTEMPTS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private LoopbackPort() {}

    /// Any free port.
    public static int any() {
        return anyBut(Set.of());
    }

    /// Any free port that is not reserved for another server.
    public static int anyBut(Set<Integer> reserved) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!reserved.contains(port) && isFree(port)) {
                return port;
            }
        }
        throw new LaunchFailure("no free port was found between " + LOWEST + " and " + HIGHEST);
    }

    /// A requested port, if it is free or becomes so at once: a program that has just been ended gives its ports back
    /// a moment after it is seen as ended.
    ///
    /// @param option the option that chooses another port, for the refusal
    public static int requireFree(int port, String option) {
        if (!becomesFree(port)) {
            throw new LaunchFailure(
                    "port " + port + " is in use by another program: end that, or choose a port with " + option);
        }
        return port;
    }

    private static boolean becomesFree(int port) {
        Instant deadline = Instant.now().plus(PATIENCE);
        boolean isFree = isFree(port);
        while (!isFree && Instant.now().isBefore(deadline)) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
            isFree = isFree(port);
        }
        return isFree;
    }

    public static boolean isFree(int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
