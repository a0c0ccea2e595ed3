package dev.toolbridge.tenants.runtime.fly;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.runtime.Ensured;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.Label;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import dev.toolbridge.tests.fly.FlyFake;
import dev.toolbridge.tests.fly.FlyFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// A fault of Fly while a machine is ordered.
///
/// @param fault the deed of Fly, for people
/// @param script makes the fake do it
/// @param end the state in which the order ends
record FaultCase(String fault, Consumer<FlyFake> script, End end) {
    static final UUID TENANT = UUID.fromString("019ab3f0-1111-7abc-8def-000000000001");
    static final String CREATE = "machine.create";
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);

    /// The ends of an order.
    enum End {
        READY("the machine is ready, and there is one"),
        PENDING("the machine runs without requests; the step is tried again, then the operation has failed"),
        LATER("the step is tried again; nothing is made twice"),
        REFUSED("the operation has failed; no machine and no secret is left");

        private final String words;

        End(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// An end as it came about.
    record Outcome(End end, String message) {}

    static List<FaultCase> all() {
        return List.of(
                fails("408, though the machine was made", CREATE, FlyFault.LATE_DONE),
                fails("408, and no machine was made", CREATE, FlyFault.LATE_NOT_DONE),
                fails("the connection ends, though the machine was made", CREATE, FlyFault.RESET_DONE),
                fails("the connection ends, and no machine was made", CREATE, FlyFault.RESET_NOT_DONE),
                fails("502, though the machine was made", CREATE, FlyFault.FAULT_DONE),
                fails("503, and no machine was made", CREATE, FlyFault.FAULT_NOT_DONE),
                fails("409", CREATE, FlyFault.CONFLICT),
                fails("408, though the app was made", "app.create", FlyFault.LATE_DONE),
                fails("the connection ends, though an address was given", "ip.create", FlyFault.RESET_DONE),
                fails("502, though the secrets were set", "secrets.set", FlyFault.FAULT_DONE),
                fails("429 with one second to wait", CREATE, FlyFault.LIMITED),
                new FaultCase("404 for what was just made", fake -> fake.lag(3), End.READY),
                new FaultCase(
                        "503 for a while",
                        fake -> fake.script().fail("machine.list", FlyFault.FAULT_NOT_DONE, 2),
                        End.READY),
                new FaultCase(
                        "503 all the time",
                        fake -> fake.script().fail("app.get", FlyFault.FAULT_NOT_DONE, 50),
                        End.LATER),
                new FaultCase(
                        "429 with one minute to wait",
                        fake -> fake.script().fail(CREATE, FlyFault.LIMITED_LONG, 1),
                        End.LATER),
                new FaultCase(
                        "422 `insufficient_capacity`",
                        fake -> fake.script().fail(CREATE, FlyFault.NO_CAPACITY, 1),
                        End.REFUSED),
                new FaultCase(
                        "the token is not accepted",
                        fake -> fake.script().fail("app.get", FlyFault.FORBIDDEN, 1),
                        End.REFUSED),
                new FaultCase("the app's name is another's", fake -> fake.foreignApp(app()), End.REFUSED),
                new FaultCase(
                        "checks that never pass",
                        fake -> fake.checksSay(Optional.of("the page answered 500")),
                        End.PENDING));
    }

    /// A fault of one call that the runtime gets over.
    private static FaultCase fails(String words, String action, FlyFault fault) {
        return new FaultCase(words, fake -> fake.script().fail(action, fault, 1), End.READY);
    }

    static String app() {
        return new FlyNames(new FlyConfig(null, null, new Secret(""), "", "", "", "tb", Duration.ZERO))
                .app(TENANT, "app");
    }

    /// Orders a machine under the fault.
    Outcome met(FlyBench bench) {
        script.accept(bench.fake());
        try {
            return outcome(bench.runtime().ensureInstance(order(bench, 1), end == End.PENDING ? SHORT : WITHIN));
        } catch (RuntimeUnavailable unavailable) {
            return new Outcome(End.LATER, unavailable.getMessage());
        }
    }

    private static Outcome outcome(Ensured ensured) {
        return switch (ensured) {
            case Ensured.Ready _ -> new Outcome(End.READY, "");
            case Ensured.Pending(var _, String reason) -> new Outcome(End.PENDING, reason);
            case Ensured.Refused(String reason) -> new Outcome(End.REFUSED, reason);
            case Ensured.Failed(var failure) -> throw new AssertionError("failed: " + failure);
        };
    }

    /// The same for every attempt.
    static InstanceOrder order(FlyBench bench, int release) {
        var name = new InstanceName(TENANT, "app", release, "web", 0);
        var label = new Label(TENANT, new UUID(7, release), new UUID(9, release));
        return new InstanceOrder(name, label, bench.light(Map.of("RELEASE", "r" + release)));
    }
}
