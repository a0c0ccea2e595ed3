package dev.toolbridge.proof.torture;

import dev.toolbridge.tests.device.Device;
import dev.toolbridge.tests.device.Network;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// The steps of one user's devices, until no change is left; then all devices must show the same.
final class Schedule {
    private static final int DEVICES = 3;
    private static final int STEPS = 24;
    private static final int ROUNDS_MAX = 12;
    private static final int PAGE_MAX = 6;
    private static final int SKEW_MAX_SECONDS = 3_600;
    private static final double WIPES = 0.01;

    private final List<SyncClient> user;
    private final Random random;
    private final int number;
    private final List<Device> devices;

    /// @param user the user as a client of each replica
    Schedule(List<SyncClient> user, Random random, int number) {
        this.user = user;
        this.random = random;
        this.number = number;
        this.devices = IntStream.range(0, DEVICES).mapToObj(_ -> device()).toList();
    }

    /// The counts of the steps of a schedule.
    static final class Count {
        private int acts;
        private int requests;
        private int faults;
        private int wipes;

        static String sum(List<Count> counts) {
            return "%s changes, %s synchronisations, %s of them disturbed, %s wipes"
                    .formatted(
                            counts.stream().mapToInt(count -> count.acts).sum(),
                            counts.stream().mapToInt(count -> count.requests).sum(),
                            counts.stream().mapToInt(count -> count.faults).sum(),
                            counts.stream().mapToInt(count -> count.wipes).sum());
        }
    }

    void run(Count count) {
        for (int step = 0; step < STEPS; step++) {
            step(devices.get(random.nextInt(DEVICES)), count);
        }
        calmDown();
        var witness = new Device(user.getFirst().withSession(), Duration.ZERO, PAGE_MAX);
        witness.pull(Network.GOOD);
        for (Device device : devices) {
            if (!device.isSettled() || !device.shown().equals(witness.shown())) {
                throw new AssertionError("schedule " + number + " does not converge:\n" + device.shown()
                        + "\nbut the server has\n" + witness.shown());
            }
        }
    }

    private void step(Device device, Count count) {
        double choice = random.nextDouble();
        if (choice < WIPES) {
            wipe();
            count.wipes++;
        } else if (choice < 0.1) {
            patch(device);
            count.acts++;
        } else if (choice < 0.5) {
            device.act(random);
            count.acts++;
        } else {
            Network network = Network.any(random);
            count.requests++;
            count.faults += network == Network.GOOD ? 0 : 1;
            synchronise(device, network);
        }
    }

    private void synchronise(Device device, Network network) {
        if (random.nextBoolean()) {
            device.push(network);
        } else {
            device.pull(network);
        }
    }

    private void wipe() {
        Reply wiped = Persistent.send(() -> user.getFirst().withSession().wipe());
        if (wiped.status() != 200) {
            throw new AssertionError("not wiped: " + wiped);
        }
    }

    /// Changes an item of the device through REST, unless the item is gone.
    private void patch(Device device) {
        device.anyNote(random)
                .ifPresent(uid -> Persistent.send(() -> one().with("", "")
                        .send(Call.of("PATCH", "/v1/notes/" + uid).json("{\"title\":\"by rest\"}"))));
    }

    /// Synchronises all devices until none has anything to push, then once more for changes made meanwhile.
    private void calmDown() {
        int rounds = 0;
        boolean settled = false;
        while (!settled && rounds < ROUNDS_MAX) {
            settled = devices.stream().allMatch(Device::isSettled);
            devices.forEach(device -> device.pull(Network.GOOD));
            devices.forEach(device -> device.push(Network.GOOD));
            rounds++;
        }
        for (int last = 0; last < 2; last++) {
            devices.forEach(device -> device.pull(Network.GOOD));
        }
    }

    private Device device() {
        int seconds = random.nextInt(2 * SKEW_MAX_SECONDS) - SKEW_MAX_SECONDS;
        return new Device(one(), Duration.ofSeconds(seconds), 1 + random.nextInt(PAGE_MAX));
    }

    private SyncClient one() {
        return user.get(random.nextInt(user.size()));
    }
}
