package dev.toolbridge.tenants.runtime.fly;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.runtime.RuntimeCase;
import dev.toolbridge.tenants.runtime.Workload;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.fly.FlyAnswering;
import dev.toolbridge.tests.fly.FlyFake;
import dev.toolbridge.tests.fly.FlyProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The runtime at a fake of Fly, whose machines run a small server.
///
/// @param runtime with nothing that it remembers: another one is like another control plane
public record FlyBench(FlyFake fake, FlyRuntime runtime) implements RuntimeCase {
    private static final String IMAGE = "registry.example/toolbridge";
    private static final String PROGRAM = "bin/serve";
    private static final int MEMORY_MB = 256;
    static final Duration STOP = Duration.ofSeconds(3);

    public static FlyBench open() {
        var fake = FlyFake.start();
        fake.image(IMAGE + ":sample", new FlyProcess(Checkout.file("tenants/src/test/resources/release"), Map.of()));
        fake.image(IMAGE + ":answering", new FlyAnswering());
        return new FlyBench(fake, new FlyRuntime(config(fake, new Secret(FlyFake.TOKEN))));
    }

    static FlyConfig config(FlyFake fake, Secret token) {
        return new FlyConfig(
                fake.address(), fake.address(), token, FlyFake.ORGANIZATION, "fra", IMAGE, "tb", Duration.ZERO);
    }

    /// Another runtime at the same Fly, as another control plane has it.
    FlyRuntime another() {
        return new FlyRuntime(config(fake, new Secret(FlyFake.TOKEN)));
    }

    @Override
    public Workload server(Map<String, String> settings) {
        return workload("sample", settings, List.of("http"), Optional.of("/health"));
    }

    @Override
    public Workload command(Map<String, String> settings) {
        return workload("sample", settings, List.of(), Optional.empty());
    }

    /// A server that costs no process.
    Workload light(Map<String, String> settings) {
        return workload("answering", settings, List.of("http", "mcp"), Optional.of("/readyz"));
    }

    private static Workload workload(
            String artefact, Map<String, String> settings, List<String> ports, Optional<String> healthPath) {
        return new Workload(
                artefact,
                List.of(PROGRAM),
                settings,
                Map.of("DATABASE_URL", new Secret("postgres://app:hunter2@db/x")),
                ports,
                MEMORY_MB,
                healthPath,
                STOP);
    }

    @Override
    public void close() {
        fake.close();
    }
}
