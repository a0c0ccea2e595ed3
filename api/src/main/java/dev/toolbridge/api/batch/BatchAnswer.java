package dev.toolbridge.api.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonParts;
import dev.toolbridge.service.memory.Share;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The answer to a batch, with a result for each operation.
///
/// @param body the request
record BatchAnswer(BatchBody body) {
    private static final int OK = 200;
    private static final int CREATED = 201;

    /// Each payload is in memory twice: in the results and in the answer.
    private static final int COPIES = 2;

    /// The answer; a batch that is undone as a whole is a refusal.
    Answer of(BatchResults results) {
        requireDone(results);
        Share share = Share.current();
        share.set(share.bytes() + COPIES * results.bytes());
        boolean isTrial = body.isTrial();
        var answer = new JsonParts().add("{\"applied\":" + (!isTrial && results.areAnyDone()));
        if (isTrial) {
            answer.add(",\"dryRun\":true");
        }
        answer.add(",\"results\":").array(byOperation(results), this::write).add("}");
        return Answer.json(OK, answer.joined());
    }

    void requireDone(BatchResults results) {
        if (results.failedAt().isPresent()) {
            throw refusal(results, results.failedAt().getAsInt());
        }
    }

    private Refusal refusal(BatchResults results, int failedAt) {
        Refusal first = ((Outcome.Refused) results.entries().get(failedAt).outcome()).refusal();
        String text = "operation " + failedAt + " was refused, and nothing is done: " + first.getMessage();
        return Refusal.of(ErrorCode.BATCH_REFUSED, text)
                .fact("applied", false)
                .fact("failedAt", failedAt)
                .fact("results", results.entries().stream().map(this::result).toList());
    }

    /// The results of one operation.
    private record OfOperation(PlannedOperation operation, List<BatchResults.Entry> entries) {

        /// True if it was refused before it came to its items.
        boolean isRefusedWhole() {
            return entries.size() == 1 && entries.getFirst().uid().isEmpty();
        }
    }

    private List<OfOperation> byOperation(BatchResults results) {
        Map<Integer, List<BatchResults.Entry>> entries =
                results.entries().stream().collect(Collectors.groupingBy(BatchResults.Entry::place));
        return IntStream.range(0, body.operations().size())
                .mapToObj(
                        place -> new OfOperation(body.operations().get(place), entries.getOrDefault(place, List.of())))
                .toList();
    }

    private void write(OfOperation one, JsonParts out) {
        if (!one.operation().isConditional() || one.isRefusedWhole()) {
            write(one.entries().getFirst(), result(one.entries().getFirst()), out);
            return;
        }
        ObjectNode result = Json.object();
        head(result, OK, one.operation());
        byte[] head = Json.bytes(result.put("matched", one.entries().size()));
        out.add(Arrays.copyOf(head, head.length - 1)).add(",\"results\":");
        out.array(one.entries(), (entry, rows) -> write(entry, row(entry), rows))
                .add("}");
    }

    /// The result of one of the items that matched.
    private ObjectNode row(BatchResults.Entry entry) {
        ObjectNode result = result(entry);
        result.remove("type");
        return result;
    }

    private void write(BatchResults.Entry entry, ObjectNode told, JsonParts out) {
        byte[] result = Json.bytes(told);
        if (!body.showsItems() || entry.outcome() instanceof Outcome.Refused) {
            out.add(result);
            return;
        }
        out.add(Arrays.copyOf(result, result.length - 1)).add(",\"payload\":");
        out.add(item(entry.outcome()).payload().json()).add("}");
    }

    /// A result without the payload.
    private ObjectNode result(BatchResults.Entry entry) {
        PlannedOperation operation = body.operations().get(entry.place());
        ObjectNode result = Json.object();
        switch (entry.outcome()) {
            case Outcome.Refused refused -> {
                head(result, refused.refusal().code().status(), operation);
                if (operation.namesUid()) {
                    entry.uid().ifPresent(uid -> result.put("uid", uid.toString()));
                }
                tell(refused.refusal(), result);
            }
            case Outcome.Changed changed -> {
                head(result, operation.verb() == Verb.CREATE ? CREATED : OK, operation);
                tell(changed.item(), result);
                result.setAll(changed.told());
            }
            case Outcome.Unchanged _, Outcome.Lost _ -> {
                head(result, OK, operation);
                tell(item(entry.outcome()), result);
            }
        }
        return result;
    }

    private static void head(ObjectNode result, int status, PlannedOperation operation) {
        result.put("status", status).put("type", operation.type().name());
        operation.ref().ifPresent(ref -> result.put("ref", ref));
    }

    private static void tell(Item item, ObjectNode result) {
        result.put("uid", item.uid().toString()).put("version", item.version());
        result.put("updatedAt", Times.rfc3339(item.updatedAtMs()));
        item.deletedAtMs().ifPresent(ms -> result.put("deletedAt", Times.rfc3339(ms)));
    }

    /// The members of the answer that the single request would have had.
    private static void tell(Refusal refusal, ObjectNode result) {
        result.put("error", refusal.getMessage()).put("code", refusal.code().wireName());
        refusal.facts().forEach(result::putPOJO);
    }

    private static Item item(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed changed -> changed.item();
            case Outcome.Unchanged unchanged -> unchanged.item();
            case Outcome.Lost lost -> lost.item();
            case Outcome.Refused refused -> throw refused.refusal();
        };
    }
}
