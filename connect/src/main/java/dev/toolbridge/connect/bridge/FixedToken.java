package dev.toolbridge.connect.bridge;

import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/// A token that somebody else renews: in the environment, or in a file that is read for each request.
public final class FixedToken implements BridgeCredential {
    private static final Set<PosixFilePermission> OF_OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Supplier<Secret> source;
    private final String remedy;

    private FixedToken(Supplier<Secret> source, String remedy) {
        this.source = source;
        this.remedy = remedy;
    }

    /// The value of a variable of the environment.
    public static FixedToken ofVariable(String name, String value) {
        var token = new Secret(value.strip());
        return new FixedToken(() -> token, "put a new one into " + name + ", and start this client again");
    }

    /// The content of a file.
    ///
    /// @throws CommandFailure if others than its owner may read it, or if it holds no token
    public static FixedToken ofFile(Path file) {
        read(file);
        return new FixedToken(() -> read(file), "put a new one into " + file);
    }

    private static Secret read(Path file) {
        try {
            if (!OF_OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new CommandFailure("the file " + file + " can be read by others: `chmod 600 " + file + "`");
            }
            String text = Files.readString(file).strip();
            if (text.isEmpty() || text.chars().anyMatch(Character::isWhitespace)) {
                throw new CommandFailure("the file " + file + " does not hold one token");
            }
            return new Secret(text);
        } catch (IOException failed) {
            throw new CommandFailure("the file " + file + " with the token cannot be read", failed);
        }
    }

    @Override
    public String token(Duration patience) {
        return source.get().reveal();
    }

    @Override
    public boolean renew(String refused) {
        return !token(Duration.ZERO).equals(refused);
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
