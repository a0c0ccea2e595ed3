package dev.toolbridge.launcher.workspace;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The ports of this machine that lead to one tenant each. They are part of the names of tenants, so they stay.
public record LoopbackRange(Path path) {
    /// The number of tenants that a platform on one machine can have.
    public static final int SIZE = 100;

    private static final int USUAL = 21_000;
    private static final int LOWEST = 22_000;
    private static final int HIGHEST = 31_900;

    /// Below these, up to the usual ports, are those that the control plane gives to programs of tenants.
    private static final int PROGRAMS = 20_000;

    /// The ports of before, or a new range.
    ///
    /// @return the first of them
    /// @throws LaunchFailure if another program listens at one of them
    public int choose() {
        var file = new PrivateFile(path);
        int first = file.read().map(this::parse).orElseGet(LoopbackRange::any);
        IntStream.range(first, first + SIZE)
                .filter(port -> !LoopbackPort.isFree(port))
                .findFirst()
                .ifPresent(port -> {
                    throw new LaunchFailure("port " + port + " is in use by another program: end that, since the ports "
                            + first + " to " + (first + SIZE - 1) + " lead to tenants");
                });
        file.write(Integer.toString(first));
        return first;
    }

    /// The ports of the range, and those of the programs of tenants.
    public static Set<Integer> reserved(int first) {
        return IntStream.concat(IntStream.range(PROGRAMS, USUAL), IntStream.range(first, first + SIZE))
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static int any() {
        return IntStream.concat(
                        IntStream.of(USUAL),
                        IntStream.iterate(LOWEST, first -> first < HIGHEST, first -> first + SIZE))
                .filter(LoopbackRange::isFree)
                .findFirst()
                .orElseThrow(() -> new LaunchFailure("no " + SIZE + " free ports in a row were found"));
    }

    private static boolean isFree(int first) {
        return IntStream.range(first, first + SIZE).allMatch(LoopbackPort::isFree);
    }

    private int parse(String text) {
        String port = text.strip();
        if (!port.matches("[1-9][0-9]{3,4}")) {
            throw new LaunchFailure("the file " + path + " is damaged: delete it and try again");
        }
        return Integer.parseInt(port);
    }
}
