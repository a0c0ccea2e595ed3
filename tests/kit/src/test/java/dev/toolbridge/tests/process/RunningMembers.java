package dev.toolbridge.tests.process;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/// The server that reads memberships for tenants, as a process of its own, with a key for one organisation.
///
/// @param server its address
/// @param key the key of the organisation
/// @param program the process
public record RunningMembers(Server server, String key, Program program) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(3);

    /// Starts one in front of an identity provider.
    public static RunningMembers before(RunningProvider provider, String organization) {
        int port = Ports.free();
        String key = "tbm_of_the_tests_for_" + organization + "_0123456789";
        var program = Program.start(
                "tenants",
                "dev.toolbridge.tenants.members.MembersMain",
                Map.of(
                        "MEMBERS_ADDR",
                        "127.0.0.1:" + port,
                        "MEMBERS_KEYS",
                        keys(key, organization).toString(),
                        "WORKOS_API_KEY",
                        RunningProvider.API_KEY,
                        "WORKOS_API_BASE_URL",
                        provider.issuer()));
        var members = new RunningMembers(Server.onPort(port), key, program);
        Await.until(START_MAX, members::answers, () -> "the server is not there:\n" + program.output());
        return members;
    }

    /// The settings by which an API asks it instead of WorkOS.
    public Map<String, String> settings() {
        return Map.of(
                "WORKOS_API_KEY", key, "WORKOS_API_BASE_URL", server.address().toString());
    }

    @Override
    public void close() {
        program.close();
    }

    private boolean answers() {
        try {
            return !program.isAlive() || server.send(Call.of("GET", "/healthz")).status() == 200;
        } catch (UncheckedIOException notListening) {
            return !program.isAlive();
        }
    }

    private static Path keys(String key, String organization) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            Path folder = Files.createDirectories(Checkout.file("tests/target/members"));
            Path file = Files.createTempFile(folder, "keys-", "");
            return Files.writeString(file, HexFormat.of().formatHex(hash) + " " + organization + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
