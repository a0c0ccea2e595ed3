package dev.toolbridge.launcher.workspace;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import java.nio.file.Path;
import java.util.Optional;

/// Where the identity provider of a workspace listens, which is part of who its users are: so it is written down and
/// stays the same.
public record IdentityPort(Path path) {
    private static final int USUAL = 8_085;

    /// The port asked for, else that of before, else a new one.
    ///
    /// @param asked 0 for that of before or any free one
    /// @throws LaunchFailure if another program has it
    public int choose(Optional<Integer> asked) {
        int wanted = asked.filter(port -> port != 0).or(this::read).orElseGet(() -> firstOf(asked.isEmpty()));
        return write(LoopbackPort.chosen(wanted, "--identity-port (whoever logs in there is another user)"));
    }

    /// That of before, or the one that the next start will take.
    public int known() {
        return read().orElseGet(() -> write(firstOf(true)));
    }

    private Optional<Integer> read() {
        return new PrivateFile(path).read().map(this::parse);
    }

    private int write(int port) {
        new PrivateFile(path).write(Integer.toString(port));
        return port;
    }

    private static int firstOf(boolean preferUsual) {
        return preferUsual && LoopbackPort.isFree(USUAL) ? USUAL : LoopbackPort.any();
    }

    private int parse(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException damaged) {
            throw new LaunchFailure("the file " + path + " is damaged: delete it and try again", damaged);
        }
    }
}
