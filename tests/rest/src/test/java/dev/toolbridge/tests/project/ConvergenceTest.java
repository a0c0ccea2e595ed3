package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toolbridge.tests.wire.Reply;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Random schedules of three devices that are offline and back, lose answers and have wrong clocks: in the end all have
/// the same, and each text that was ever acknowledged is in the history or in a conflict.
///
/// `-Dtoolbridge.schedules=2000` plays more of them, `-Dtoolbridge.seed` others.
class ConvergenceTest {
    private static final int SCHEDULES = Integer.getInteger("toolbridge.schedules", 25);
    private static final long SEED = Long.getLong("toolbridge.seed", 17);
    private static final int STEPS = 12;
    private static final int ROUNDS_MAX = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Team team = Team.ofAllRoles();
    private int texts;

    @Test
    void convergesAndLosesNoText() {
        team.join("second", "developer");
        Map<String, String> sessions = Stream.of("admin", "developer", "second")
                .collect(Collectors.toMap(person -> person, person -> Device.session(team, person)));
        for (int schedule = 0; schedule < SCHEDULES; schedule++) {
            play(SEED + schedule, sessions);
        }
    }

    private void play(long seed, Map<String, String> sessions) {
        var random = new Random(seed);
        String uid = UUID.randomUUID().toString();
        List<Device> devices = sessions.keySet().stream()
                .sorted()
                .map(person -> new Device(team, person, uid, sessions.get(person)))
                .toList();
        Set<String> acknowledged = new HashSet<>();
        for (int step = 0; step < STEPS; step++) {
            step(devices.get(random.nextInt(devices.size())), uid, random, acknowledged);
        }
        for (int round = 0; round < ROUNDS_MAX && devices.stream().anyMatch(Device::isQueued); round++) {
            devices.forEach(device -> sync(device, random, false, acknowledged));
        }
        devices.forEach(Device::pull);
        assertSame(seed, uid, devices);
        assertKept(seed, uid, acknowledged);
    }

    private void step(Device device, String uid, Random random, Set<String> acknowledged) {
        switch (random.nextInt(8)) {
            case 0, 1 -> device.edit("content", "text-" + ++texts + "-end");
            case 2 -> device.edit("rationale", "text-" + ++texts + "-end");
            case 3 -> device.edit("tags", JSON.createArrayNode().add("tag-" + random.nextInt(4)));
            case 4 -> device.delete();
            case 5 -> pin(uid, random);
            default -> sync(device, random, random.nextInt(3) == 0, acknowledged);
        }
    }

    /// The server has the authority over what is pinned.
    private void pin(String uid, Random random) {
        String action = random.nextBoolean() ? "pin" : "unpin";
        team.send("admin", "POST", team.space("/memories/" + uid + "/process"), "{\"action\":\"" + action + "\"}");
    }

    private static void sync(Device device, Random random, boolean losesAnswer, Set<String> acknowledged) {
        if (device.isQueued()) {
            boolean wasThere = device.isThere();
            JsonNode ack = device.push(Instant.ofEpochMilli(1_000_000_000_000L + (random.nextInt() & 0xFFFFFFFFL) * 400)
                    .toString());
            if (wasThere) {
                Stream.of("content", "rationale")
                        .map(name -> device.fields().path(name).asText())
                        .filter(text -> text.startsWith("text-"))
                        .forEach(acknowledged::add);
            }
            if (losesAnswer) {
                return;
            }
            device.read(ack);
        }
        device.pull();
    }

    private void assertSame(long seed, String uid, List<Device> devices) {
        Reply stored = team.send("owner", "GET", team.space("/memories/" + uid));
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

    private void assertKept(long seed, String uid, Set<String> acknowledged) {
        String history = team.send("owner", "GET", team.space("/memories/" + uid + "/history?limit=500"))
                .body();
        String conflicts = team.send("owner", "GET", team.project("/conflicts")).body();
        assertThat(acknowledged)
                .as("seed %s", seed)
                .allMatch(text -> history.contains(text) || conflicts.contains(text));
    }
}
