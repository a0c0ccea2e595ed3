package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.journal.EarlierFields;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.route.EntityTags;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Carries out the writes of single items of a type.
record ItemWrites(EntityType type, Writes writes, Items items, Journal journal, Neighbours neighbours) {
    private static final int OK = 200;
    private static final int CREATED = 201;

    /// Creates an item; if its type wants it, the answer names its neighbours.
    Answer create(Caller caller, Request request, Mutation.Create mutation) {
        var write = new Write(type, mutation, EntityTags.ifMatch(request));
        return writes.store(
                caller,
                request,
                List.of(write),
                outcomes -> ItemAnswers.written(named(caller, outcomes.getFirst()), CREATED));
    }

    private Outcome named(Caller caller, Outcome outcome) {
        if (!type.rules().namesNeighbours() || !(outcome instanceof Outcome.Changed(Item item, ObjectNode told))) {
            return outcome;
        }
        ObjectNode more = told.deepCopy();
        more.putArray(Outcome.NEIGHBOURS).addAll(neighbours.of(caller, type, item));
        return new Outcome.Changed(item, more);
    }

    Answer store(Caller caller, Request request, Mutation mutation, int statusWhenChanged) {
        var write = new Write(type, mutation, EntityTags.ifMatch(request));
        return writes.store(
                caller,
                request,
                List.of(write),
                outcomes -> ItemAnswers.written(outcomes.getFirst(), statusWhenChanged));
    }

    /// Stores fields of the client. One that knows an older version may prefer to have them merged.
    Answer storeFields(Caller caller, Request request, Mutation.Writing mutation) {
        OptionalLong base = EntityTags.ifMatch(request).single();
        if (base.isEmpty() || !Preferences.merges(request)) {
            return store(caller, request, mutation, OK);
        }
        OptionalInt epoch = Parameters.epoch(request);
        if (epoch.isEmpty()) {
            epoch = OptionalInt.of(items.head(caller.space()).epoch());
        }
        var key = new Key(type, mutation.uid());
        var fields = new EarlierFields(journal).of(caller.space(), key, base.getAsLong());
        var merge = new Mutation.Merge(mutation, base.getAsLong(), fields);
        var write = new Write(type, merge, new Precondition.None());
        return writes.store(
                caller, request, new Writes.InEpoch<>(List.of(write), epoch), outcomes -> merged(outcomes.getFirst()));
    }

    /// Stores edits. The refusal of an older version tells what has changed since.
    Answer storeEdits(Caller caller, Request request, Mutation.Edit mutation) {
        var write = new Write(type, mutation, EntityTags.ifMatch(request));
        return writes.store(caller, request, List.of(write), outcomes -> {
            if (outcomes.getFirst() instanceof Outcome.Refused refused
                    && refused.refusal().code() == ErrorCode.VERSION_MISMATCH) {
                throw new ChangedSince(type, journal)
                        .told(caller, mutation.uid(), write.precondition(), refused.refusal());
            }
            return ItemAnswers.written(outcomes.getFirst(), OK);
        });
    }

    private static Answer merged(Outcome outcome) {
        Answer answer = ItemAnswers.written(outcome, OK);
        boolean isMerged =
                outcome instanceof Outcome.Changed changed && changed.told().has(Outcome.OVERLAPS);
        return isMerged ? answer.header(Preferences.APPLIED, Preferences.MERGE) : answer;
    }
}
