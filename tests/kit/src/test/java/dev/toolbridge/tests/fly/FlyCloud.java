package dev.toolbridge.tests.fly;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// All that there is in the fake.
final class FlyCloud {
    private static final int BYTE = 250;
    /// Tests that run beside these ones have other machines.
    private static final long NETWORK = 1 + ProcessHandle.current().pid() % BYTE;

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    final Map<String, App> apps = new ConcurrentSkipListMap<>();
    final Map<String, FlyProgram> images = new ConcurrentHashMap<>();
    final AtomicInteger machinesEver = new AtomicInteger();
    final ReentrantLock lock = new ReentrantLock();
    /// The calls in a new app, and lists of machines, that do not see what is new.
    volatile int lag;
    volatile Optional<String> checksSay = Optional.empty();
    /// The time that leases are measured by, ahead of the machine's clock.
    final AtomicLong aheadSeconds = new AtomicLong();

    /// An app with all that belongs to it.
    static final class App {
        final String name;
        final String organization;
        final String network;
        final List<ObjectNode> addresses = new ArrayList<>();
        final Map<String, FlyBox> machines = new TreeMap<>();
        /// The secrets of each version, the last one last.
        final List<Map<String, String>> secrets = new ArrayList<>(List.of(Map.of()));
        int unseen;

        App(String name, String organization, String network) {
            this.name = name;
            this.organization = organization;
            this.network = network;
        }

        List<FlyBox> living() {
            return machines.values().stream()
                    .filter(machine -> !machine.state().equals("destroyed"))
                    .toList();
        }

        ObjectNode json() {
            ObjectNode shown = JsonNodeFactory.instance
                    .objectNode()
                    .put("id", "app-" + name)
                    .put("name", name)
                    .put("status", "deployed")
                    .put("network", network)
                    .put("machine_count", living().size())
                    .put("volume_count", 0);
            shown.putObject("organization").put("name", organization).put("slug", organization);
            return shown;
        }
    }

    App app(String name) {
        App found = Optional.ofNullable(apps.get(name)).orElseThrow(() -> FlyError.notFound("app"));
        if (found.unseen > 0) {
            found.unseen--;
            throw FlyError.notFound("app");
        }
        return found;
    }

    FlyBox machine(App app, String id) {
        return Optional.ofNullable(app.machines.get(id)).orElseThrow(() -> FlyError.notFound("machine"));
    }

    /// An address of its own for each machine: all of 127/8 is this machine.
    String nextAddress() {
        machinesEver.incrementAndGet();
        int number = ADDRESSES.incrementAndGet();
        return "127." + NETWORK + "." + number / BYTE + "." + (number % BYTE + 1);
    }

    Instant now() {
        return Instant.now().plusSeconds(aheadSeconds.get());
    }
}
