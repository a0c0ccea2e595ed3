package dev.toolbridge.api.route;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Applied;
import dev.toolbridge.api.item.Batch;
import dev.toolbridge.api.item.Items;
import dev.toolbridge.api.item.Outcome;
import dev.toolbridge.api.item.Wipe;
import dev.toolbridge.api.item.Write;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.util.List;
import java.util.function.Function;

/// Carries out what requests write, and answers them: with what was done now, or with the answer of the first time.
public final class Writes {
    private final Items items;

    public Writes(Items items) {
        this.items = items;
    }

    /// Stores writes, and answers with what became of each.
    public Answer store(Caller caller, Request request, List<Write> writes, Function<List<Outcome>, Answer> answer) {
        Function<Applied, Answer> whole = applied -> answer.apply(((Applied.Decided) applied).outcomes());
        var once = Idempotency.once(caller, request, whole);
        var batch = new Batch(writes, Parameters.epoch(request), caller.author(), once);
        return answer(items.apply(caller.space(), batch), whole);
    }

    /// Empties the caller's space.
    public Answer wipe(Caller caller, Request request, Function<Applied.Wiped, Answer> answer) {
        Function<Applied, Answer> whole = applied -> answer.apply((Applied.Wiped) applied);
        var once = Idempotency.once(caller, request, whole);
        var wipe = new Wipe(caller.user().toString(), caller.author(), once);
        return answer(items.apply(caller.space(), wipe), whole);
    }

    private static Answer answer(Applied applied, Function<Applied, Answer> answer) {
        return switch (applied) {
            case Applied.Decided _, Applied.Wiped _ -> answer.apply(applied);
            case Applied.Replayed replayed ->
                StoredAnswer.read(replayed.receipt()).header(WireHeader.IDEMPOTENCY_REPLAYED, "true");
            case Applied.Refused refused -> throw refused.refusal();
        };
    }
}
