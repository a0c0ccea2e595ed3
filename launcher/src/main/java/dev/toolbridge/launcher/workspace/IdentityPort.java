package dev.toolbridge.launcher.workspace;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where the identity provider of a workspace listens, which is part of who its users are: so it is written down and
/// stays the same.
public record IdentityPort(Path path) {
    /// Where the first workspace of a machine has its login page.
    public static final int USUAL = 8_085;

    private static final int HIGHEST = 65_535;
    private static final String OPTION = "--identity-port (whoever logs in there is another user)";

    /// The port asked for, else that of before, else a new one.
    ///
    /// @param asked 0 for that of before or any free one
    /// @param others the ports that other servers were asked to listen at, by their options; 0 for any
    /// @throws LaunchFailure if another program has it, or another server is to get it
    public int choose(Optional<Integer> asked, Map<String, Integer> others) {
        int wanted = asked.filter(port -> port != 0)
                .or(this::read)
                .orElseGet(() -> firstOf(asked.isEmpty(), Set.copyOf(others.values())));
        if (others.containsValue(wanted)) {
            throw new LaunchFailure("port " + wanted + " is that of the login page: choose another for the other server"
                    + " (" + String.join(", ", others.keySet()) + "), or move the login page with " + OPTION);
        }
        return write(LoopbackPort.requireFree(wanted, OPTION));
    }

    /// That of before, or the one that the next start will take.
    public int known() {
        return read().orElseGet(() -> write(firstOf(true, Set.of())));
    }

    /// Whether one was chosen before.
    public boolean isKnown() {
        return read().isPresent();
    }

    private Optional<Integer> read() {
        return new PrivateFile(path).read().map(this::parse);
    }

    private int write(int port) {
        new PrivateFile(path).write(Integer.toString(port));
        return port;
    }

    private static int firstOf(boolean preferUsual, Set<Integer> others) {
        boolean usual = preferUsual && !others.contains(USUAL) && LoopbackPort.isFree(USUAL);
        return usual ? USUAL : LoopbackPort.anyBut(others);
    }

    private int parse(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port < 1 || port > HIGHEST) {
                throw new NumberFormatException("no port: " + port);
            }
            return port;
        } catch (NumberFormatException damaged) {
            throw new LaunchFailure("the file " + path + " is damaged: delete it and try again", damaged);
        }
    }
}
