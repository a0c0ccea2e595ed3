package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A proposal of 100 operations takes a few times as long as the batch that it is. On a quiet machine a preview takes
/// less than 100 ms and an approval less than 150 (`-Dproposal.figures=strict`); a busy machine is measured against the
/// batch.
class ProposalSpeedTest {
    private static final int OPERATIONS = 100;
    private static final boolean IS_STRICT = "strict".equals(System.getProperty("proposal.figures"));
    private static final int ROUNDS = IS_STRICT ? 8 : 3;
    private static final long PREVIEW_MAX_MS = IS_STRICT ? 100 : Long.MAX_VALUE;
    private static final long APPROVAL_MAX_MS = IS_STRICT ? 150 : Long.MAX_VALUE;
    private static final int RATIO_MAX = 6;
    private static final String TEXT = "one line of text that stays as it is\n".repeat(20);

    @TempDir
    static Path folder;

    private final List<UUID> notes = new ArrayList<>();
    private JsonNode proposal;

    @Test
    void aProposalCostsAFewTimesItsBatch() throws InterruptedException {
        try (var world = ProposalWorld.in(folder)) {
            var person = world.person();
            var created = RunningServer.json(world.server.post(
                    "/v1/batch",
                    person.token,
                    Map.of(
                            "operations",
                            IntStream.range(0, OPERATIONS)
                                    .mapToObj(this::create)
                                    .toList())));
            created.path("results")
                    .forEach(result ->
                            notes.add(UUID.fromString(result.path("uid").asText())));
            var batches = LongStream.builder();
            var previews = LongStream.builder();
            var approvals = LongStream.builder();
            for (int round = 0; round < ROUNDS; round++) {
                Object[] changes = changes("in round " + round);
                batches.add(took(() -> world.server.post(
                        "/v1/batch",
                        person.token,
                        Map.of("operations", List.of(changes("by batch " + changes.length))))));
                previews.add(took(() -> proposal = person.propose(changes)));
                approvals.add(took(() -> {
                    var answer = person.approve(
                            proposal, Map.of("seen", proposal.path("seen").asText(), "rest", "accepted"));
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    return answer;
                }));
            }
            long batch = batches.build().min().orElseThrow();
            check("a preview", previews.build().min().orElseThrow(), RATIO_MAX * batch, PREVIEW_MAX_MS);
            check("an approval", approvals.build().min().orElseThrow(), RATIO_MAX * batch, APPROVAL_MAX_MS);
        }
    }

    private static void check(String what, long took, long ratioMax, long millisecondsMax) {
        long milliseconds = TimeUnit.NANOSECONDS.toMillis(took);
        System.out.printf(Locale.ROOT, "%s of %d operations: %d ms%n", what, OPERATIONS, milliseconds);
        assertThat(took).isLessThan(ratioMax);
        assertThat(milliseconds).isLessThanOrEqualTo(millisecondsMax);
    }

    private Map<String, Object> create(int number) {
        return Map.of("op", "create", "type", "note", "payload", Map.of("title", "n" + number, "content", TEXT));
    }

    private Object[] changes(String word) {
        return notes.stream()
                .map(uid -> ProposalWorld.patch(uid, Map.of("content", TEXT + word)))
                .toArray();
    }

    private static long took(Supplier<?> work) {
        long begun = System.nanoTime();
        assertThat(work.get()).isNotNull();
        return System.nanoTime() - begun;
    }
}
