package dev.toolbridge.launcher.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of this machine that nobody listens on.
public final class LoopbackPort {
    /// Below the range that systems take ports of outgoing connections from.
    private static final int LOWEST = 15_000;

    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    private LoopbackPort() {}

    /// Some port that is free.
    public static int any() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new LaunchFailure("no free port was found between " + LOWEST + " and " + HIGHEST);
    }

    /// The port asked for, or any for 0.
    ///
    /// @param option where another port can be chosen, for the refusal
    public static int chosen(int port, String option) {
        if (port != 0 && !isFree(port)) {
            throw new LaunchFailure(
                    "port " + port + " is in use by another program: end that, or choose a port with " + option);
        }
        return port == 0 ? any() : port;
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
