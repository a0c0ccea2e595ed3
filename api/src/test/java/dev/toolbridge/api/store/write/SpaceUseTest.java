package dev.toolbridge.api.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.store.Finisher;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.store.UseCheck;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The counters of each space are exact after every kind of write.
class SpaceUseTest {
    private static final int STEPS = 300;

    private final Workspace workspace = new Workspace();
    private final Maintenance rows = new Maintenance(workspace);
    private final TestItems items = new TestItems(workspace.database());
    private final List<Space> spaces = Stream.of("one", "one", "two")
            .map(tenant -> new Space(tenant, UUID.randomUUID()))
            .toList();

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void countsLiveItemsAndTheBytesOfTheirPayloads() {
        Space space = spaces.getFirst();
        Item note = items.createNote(space, "{\"title\":\"first\"}");
        items.createNote(space, "{\"title\":\"" + "long ".repeat(100_000) + "\"}");
        assertThat(used("one")).startsWith("2 ");

        items.write(space, TestItems.NOTE, new Mutation.Delete(note.uid()));
        String after = used("one");

        assertThat(after).startsWith("1 ");
        assertThat(Long.parseLong(after.substring(2))).isBetween(500_000L, 501_000L);
        assertThat(used("two")).isEqualTo("0 0");
        assertThat(UseCheck.requireExact(workspace.owner())).isEqualTo(1);
    }

    @Test
    void areExactAfterRandomHistories() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            step(random, spaces.get(random.nextInt(spaces.size())));
            if (step % 25 == 0) {
                UseCheck.requireExact(workspace.owner());
            }
        }
        finish();

        assertThat(UseCheck.requireExact(workspace.owner())).as("seed " + seed).isPositive();
    }

    /// Maintenance deletes only rows that are not counted any more.
    @Test
    void stayExactWhenWipedRowsAndTombstonesAreDeleted() {
        Space space = spaces.getFirst();
        push(space, IntStream.range(0, 400).mapToObj(_ -> UUID.randomUUID()).toList(), "kept");
        items.wipe(space);
        assertThat(used("one")).isEqualTo("0 0");
        push(space, IntStream.range(0, 30).mapToObj(_ -> UUID.randomUUID()).toList(), "new");
        finish();
        Item note = items.createNote(space, "{}");
        items.write(space, TestItems.NOTE, new Mutation.Delete(note.uid()));
        rows.execute("UPDATE change SET at = at - interval '400 days'");
        rows.execute("SELECT sweep_space(interval '90 days', '" + space.tenant() + "', '" + space.id() + "', true)");

        assertThat(rows.number("SELECT count(*) FROM item")).isEqualTo(30);
        assertThat(UseCheck.requireExact(workspace.owner())).isEqualTo(30);
    }

    @Test
    void doNotMakeTheSpacesOfATenantWaitForEachOther() {
        items.createNote(spaces.get(0), "{}");
        items.createNote(spaces.get(1), "{}");

        rows.holding(
                "SELECT FROM space_head h JOIN space_use u USING (tenant_id, space_id) WHERE space_id = '"
                        + spaces.getFirst().id() + "' FOR UPDATE",
                () -> items.createNote(spaces.get(1), "{}"));

        assertThat(used("one")).startsWith("3 ");
    }

    private void step(Random random, Space space) {
        List<UUID> known = IntStream.range(0, 12)
                .mapToObj(n -> new UUID(space.id().hashCode(), n))
                .toList();
        UUID uid = known.get(random.nextInt(known.size()));
        String text = "ä".repeat(random.nextInt(3_000)) + random.nextDouble();
        switch (random.nextInt(40)) {
            case 0 -> items.wipe(space);
            case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> push(space, known.subList(0, 1 + random.nextInt(known.size())), text);
            case 11, 12, 13, 14, 15, 16 ->
                items.push(
                        space,
                        TestItems.NOTE,
                        "{\"uid\":\"" + uid + "\",\"updatedTs\":\"2026-11-2" + random.nextInt(8)
                                + "T10:00:00Z\",\"deletedTs\":\"2026-11-27T10:00:00Z\"}");
            case 17 -> finish();
            default -> items.createNote(space, "{\"title\":\"" + text + "\",\"n\":[1.50, {\"a\" : null}]}");
        }
    }

    private void push(Space space, List<UUID> uids, String text) {
        String[] jsons = uids.stream()
                .map(uid ->
                        "{\"uid\":\"" + uid + "\",\"updatedTs\":\"2026-11-27T10:00:00Z\",\"text\":\"" + text + "\"}")
                .toArray(String[]::new);
        items.push(space, TestItems.NOTE, jsons);
    }

    private void finish() {
        try (var finisher = new Finisher(workspace.database(), Clock.systemUTC(), _ -> {})) {
            finisher.finish();
        }
    }

    /// The items and the bytes of a tenant, as the server reads them.
    private String used(String tenant) {
        return workspace.database().transaction(tenant, transaction -> transaction
                .rows("SELECT items || ' ' || bytes AS used FROM tenant_use()", row -> row.column("used")
                        .getString())
                .getFirst());
    }
}
