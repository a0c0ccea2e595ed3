package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toolbridge.tests.wire.Reply;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Random schedules of three devices that are offline and back, lose answers, have wrong clocks, and whose sync
/// sessions end: in the end all have the same, and each text that was ever acknowledged is in the history or in a
/// conflict. One that nobody took away who had seen it is in the memory or in a conflict. Personal spaces decide by
/// clocks instead of base versions, and lose some.
///
/// `-Dtoolbridge.schedules=2000` plays more of them, `-Dtoolbridge.seed` others.
class ConvergenceTest {
    private static final int SCHEDULES = Integer.getInteger("toolbridge.schedules", 25);
    private static final long SEED = Long.getLong("toolbridge.seed", 17);
    private static final int CLOCKS_MAX = 100;
    private static final int SESSIONS_END = 16;
    private static final int STEPS = 12;
    private static final int ROUNDS_MAX = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Team team = Team.ofAllRoles();

    @Test
    void convergesAndLosesNoText() {
        team.join("second", "developer");
        List<DeviceSession> sessions = Stream.of("admin", "developer", "second")
                .map(person -> new DeviceSession(team, person, team::space))
                .toList();
        for (int schedule = 0; schedule < SCHEDULES; schedule++) {
            new Play(SEED + schedule, sessions, team.space("/memories/"), this::conflicts).run();
        }
    }

    private String conflicts() {
        return team.send("admin", "GET", team.project("/conflicts")).body();
    }

    @Test
    void losesTextsWithoutBaseVersions() {
        var session = new DeviceSession(team, "admin", route -> "/v1" + route);
        assertThatThrownBy(() -> {
                    for (int schedule = 0; schedule < CLOCKS_MAX; schedule++) {
                        new Play(SEED + schedule, Collections.nCopies(3, session), "/v1/memories/", () -> "").run();
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(": lost");
    }

    /// One schedule. Each second one begins with a memory that all devices have.
    private final class Play {
        private final long seed;
        private final Random random;
        private final String uid = UUID.randomUUID().toString();
        private final List<Device> devices;
        private final Texts texts = new Texts(uid);
        private final List<DeviceSession> sessions;
        private final String memory;
        private final Supplier<String> conflicts;

        Play(long seed, List<DeviceSession> sessions, String memories, Supplier<String> conflicts) {
            this.seed = seed;
            this.random = new Random(seed);
            this.sessions = sessions;
            this.memory = memories + uid;
            this.conflicts = conflicts;
            this.devices =
                    sessions.stream().map(session -> new Device(session, uid)).toList();
        }

        void run() {
            boolean isThere = seed % 2 == 0;
            if (isThere) {
                edit(devices.getFirst(), "content");
                sync(devices.getFirst(), false);
                devices.forEach(Device::pull);
            }
            for (int step = 0; step < STEPS; step++) {
                step(devices.get(random.nextInt(devices.size())));
            }
            for (int round = 0; round < ROUNDS_MAX && devices.stream().anyMatch(Device::isQueued); round++) {
                devices.forEach(device -> sync(device, false));
            }
            devices.forEach(Device::pull);
            assertSame();
            assertKept(isThere);
        }

        private void step(Device device) {
            switch (random.nextInt(9)) {
                case 0, 1 -> edit(device, "content");
                case 2 -> edit(device, "rationale");
                case 3 -> device.edit("tags", JSON.createArrayNode().add("tag-" + random.nextInt(4)));
                case 4 -> delete(device);
                case 5 -> pin();
                case 6 -> end(sessions.get(random.nextInt(sessions.size())));
                default -> sync(device, random.nextInt(3) == 0);
            }
        }

        /// In some schedules only: a user may begin one session a second, and waits then.
        private void end(DeviceSession session) {
            if (seed % SESSIONS_END == 0) {
                session.end();
            }
        }

        private void edit(Device device, String name) {
            texts.replace(device.fields(), name);
            device.edit(name, texts.next());
        }

        private void delete(Device device) {
            texts.replaceAll(device.fields());
            device.delete();
        }

        /// The server has the authority over what is pinned.
        private void pin() {
            String action = random.nextBoolean() ? "pin" : "unpin";
            team.send("admin", "POST", memory + "/process", "{\"action\":\"" + action + "\"}");
        }

        private void sync(Device device, boolean losesAnswer) {
            if (device.isQueued()) {
                boolean wasThere = device.isThere();
                JsonNode ack =
                        device.push(Instant.ofEpochMilli(1_000_000_000_000L + (random.nextInt() & 0xFFFFFFFFL) * 400)
                                .toString());
                if (wasThere) {
                    texts.acknowledge(device.fields());
                }
                if (losesAnswer) {
                    return;
                }
                device.read(ack);
            }
            device.pull();
        }

        private void assertSame() {
            Reply stored = team.send("admin", "GET", memory);
            for (Device device : devices) {
                assertThat(device.isQueued()).as("seed %s", seed).isFalse();
                assertThat(device.isThere()).as("seed %s: %s", seed, stored).isEqualTo(stored.status() == 200);
                if (device.isThere()) {
                    for (String name : List.of("content", "rationale", "tags", "memoryType")) {
                        assertThat(device.fields().path(name))
                                .as("seed %s: %s", seed, name)
                                .isEqualTo(stored.at("/payload/" + name));
                    }
                }
            }
        }

        private void assertKept(boolean wasThere) {
            String stored = team.send("admin", "GET", memory).body();
            String history =
                    team.send("admin", "GET", memory + "/history?limit=500").body();
            String standing = conflicts.get();
            assertAllIn(texts.acknowledged(), history + standing, "lost");
            if (wasThere) {
                assertAllIn(texts.kept(), stored + standing, "taken away unseen");
            }
        }

        private void assertAllIn(Set<String> all, String where, String otherwise) {
            assertThat(all).as("seed %s: %s", seed, otherwise).allMatch(where::contains);
        }
    }
}
