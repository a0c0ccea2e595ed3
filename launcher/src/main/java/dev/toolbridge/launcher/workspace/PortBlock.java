package dev.toolbridge.launcher.workspace;

import dev.toolbridge.connect.terminal.PrivateFile;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The ports of a platform's tenants. Some lead to one tenant each, which makes them part of its name, so they stay;
/// the others are for the programs of tenants.
public record PortBlock(Path path) {
    /// The number of tenants that a platform on one machine can have.
    public static final int TENANTS = 100;

    private static final int SIZE = 500;
    private static final int LOWEST = 21_000;
    private static final int BLOCKS = 22;
    private static final int HIGHEST = LOWEST + (BLOCKS - 1) * SIZE;

    /// The ports of before, or a new block.
    ///
    /// @return the first of them
    /// @throws LaunchFailure if another program listens at one that leads to a tenant
    public int choose() {
        var file = new PrivateFile(path);
        int first = file.read().map(this::parse).orElseGet(PortBlock::any);
        IntStream.range(first, first + TENANTS)
                .filter(port -> !LoopbackPort.isFree(port))
                .findFirst()
                .ifPresent(port -> {
                    throw new LaunchFailure("port " + port + " is in use by another program: end that, since the ports "
                            + ofTenants(first) + " lead to tenants");
                });
        file.write(Integer.toString(first));
        return first;
    }

    /// The ports that lead to tenants, as the control plane reads them.
    public static String ofTenants(int first) {
        return first + "-" + (first + TENANTS - 1);
    }

    /// The ports of the programs of tenants, as the control plane reads them.
    public static String ofPrograms(int first) {
        return (first + TENANTS) + "-" + (first + SIZE - 1);
    }

    /// All ports of a block.
    static Set<Integer> all(int first) {
        return IntStream.range(first, first + SIZE).boxed().collect(Collectors.toUnmodifiableSet());
    }

    /// A free block, anywhere: a platform without tenants listens at none of its ports, so another one must not begin
    /// its search at the same block.
    private static int any() {
        int start = ThreadLocalRandom.current().nextInt(BLOCKS);
        return IntStream.range(start, start + BLOCKS)
                .map(number -> LOWEST + number % BLOCKS * SIZE)
                .filter(PortBlock::isFree)
                .findFirst()
                .orElseThrow(() -> new LaunchFailure("no " + SIZE + " free ports in a row were found"));
    }

    private static boolean isFree(int first) {
        return IntStream.range(first, first + SIZE).allMatch(LoopbackPort::isFree);
    }

    private int parse(String text) {
        String port = text.strip();
        if (!port.matches("[1-9][0-9]{4}") || Integer.parseInt(port) > HIGHEST) {
            throw new LaunchFailure("the file " + path + " is damaged: delete it and try again");
        }
        return Integer.parseInt(port);
    }
}
