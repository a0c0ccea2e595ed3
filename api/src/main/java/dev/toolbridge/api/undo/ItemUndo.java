package dev.toolbridge.api.undo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The undo of a run's changes of one item.
///
/// @param effect the state that the item gets
/// @param kept the changes that stay
public record ItemUndo(Key key, Effect effect, List<Kept> kept) {

    public ItemUndo {
        kept = List.copyOf(kept);
    }

    /// The state that an item gets.
    public sealed interface Effect {

        /// The item stays as it is.
        record None() implements Effect {}

        /// The item that the run made is deleted.
        ///
        /// @param fields its fields, which the tombstone keeps
        record Delete(ObjectNode fields) implements Effect {}

        /// The item gets these fields; one that the run deleted comes back with them.
        ///
        /// @param changed the names of the fields that change
        record Write(ObjectNode fields, List<String> changed, boolean revives) implements Effect {

            public Write {
                changed = List.copyOf(changed);
            }
        }
    }

    public static ItemUndo of(ItemHistory history) {
        return history.wasLive() ? ofFields(history) : ofCreation(history);
    }

    /// An item that the run made is deleted, unless others have changed it since.
    private static ItemUndo ofCreation(ItemHistory history) {
        Key key = history.key();
        HistoryStep last = history.last();
        if (last.isDeleted()) {
            return new ItemUndo(key, new Effect.None(), List.of());
        }
        Optional<HistoryStep> later = afterRun(history);
        return later.map(step -> new ItemUndo(
                        key, new Effect.None(), List.of(Kept.later(key, Optional.empty(), Kept.CHANGED_LATER, step))))
                .orElseGet(
                        () -> new ItemUndo(key, new Effect.Delete(last.content().deepCopy()), List.of()));
    }

    /// The newest change by others since the run began.
    private static Optional<HistoryStep> afterRun(ItemHistory history) {
        boolean isInRun = false;
        Optional<HistoryStep> later = Optional.empty();
        for (HistoryStep step : history.steps()) {
            isInRun |= step.isOfRun();
            later = isInRun && !step.isOfRun() ? Optional.of(step) : later;
        }
        return later;
    }

    private static ItemUndo ofFields(ItemHistory history) {
        Key key = history.key();
        HistoryStep last = history.last();
        if (last.isDeleted() && !deletedByRun(history)) {
            HistoryStep deletion = deletion(history);
            return new ItemUndo(
                    key, new Effect.None(), List.of(Kept.later(key, Optional.empty(), Kept.DELETED_LATER, deletion)));
        }
        var kept = new ArrayList<Kept>();
        var changed = new ArrayList<String>();
        ObjectNode fields = last.content().deepCopy();
        for (FieldUndo field : FieldUndo.of(history)) {
            field.value().ifPresent(value -> {
                changed.add(field.name());
                if (value.isMissingNode()) {
                    fields.remove(field.name());
                } else {
                    fields.set(field.name(), value);
                }
            });
            field.keptBecauseOf()
                    .ifPresent(
                            later -> kept.add(Kept.later(key, Optional.of(field.name()), Kept.CHANGED_LATER, later)));
        }
        boolean isNothing = changed.isEmpty() && !last.isDeleted();
        Effect effect = isNothing ? new Effect.None() : new Effect.Write(fields, changed, last.isDeleted());
        return new ItemUndo(key, effect, kept);
    }

    private static boolean deletedByRun(ItemHistory history) {
        return deletion(history).isOfRun();
    }

    /// The step that deleted the item.
    private static HistoryStep deletion(ItemHistory history) {
        List<HistoryStep> steps = history.steps();
        int index = steps.size() - 1;
        while (index > 0 && steps.get(index - 1).isDeleted()) {
            index--;
        }
        return steps.get(index);
    }
}
