package dev.toolbridge.api.undo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.api.text.TextUndo;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The undo of a run's changes of one field.
///
/// @param value the value that it gets; empty if it stays as it is
/// @param keptBecauseOf the change by others that the run's change is kept for
record FieldUndo(String name, Optional<JsonNode> value, Optional<HistoryStep> keptBecauseOf) {

    /// The undo of each field that the run has changed, by name.
    static List<FieldUndo> of(ItemHistory history) {
        List<HistoryStep> steps = history.steps();
        var names = new TreeSet<String>();
        for (int index = 1; index < steps.size(); index++) {
            if (steps.get(index).isOfRun()) {
                names.addAll(changed(steps.get(index - 1), steps.get(index)));
            }
        }
        var undone = new ArrayList<FieldUndo>();
        for (String name : names) {
            undone.add(isText(history.key().type(), name, steps) ? ofText(name, steps) : ofWhole(name, steps));
        }
        return undone;
    }

    private static List<String> changed(HistoryStep before, HistoryStep after) {
        var names = new TreeSet<String>();
        before.content().fieldNames().forEachRemaining(names::add);
        after.content().fieldNames().forEachRemaining(names::add);
        return names.stream().filter(name -> !before.hasSame(after, name)).toList();
    }

    private static boolean isText(EntityType type, String name, List<HistoryStep> steps) {
        return type.field(name).map(field -> field.type() == FieldType.TEXT).orElse(true)
                && steps.stream().allMatch(step -> step.value(name).isTextual());
    }

    /// The run's changes at the end of the field's history go back to the value in front of them.
    private static FieldUndo ofWhole(String name, List<HistoryStep> steps) {
        int tip = steps.size() - 1;
        int place = tip;
        while (place > 0 && (steps.get(place).isOfRun() || steps.get(place - 1).hasSame(steps.get(place), name))) {
            place--;
        }
        HistoryStep front = steps.get(place);
        boolean isBack = front.hasSame(steps.getFirst(), name);
        Optional<JsonNode> value =
                front.hasSame(steps.get(tip), name) ? Optional.empty() : Optional.of(front.value(name));
        boolean isKept = place > 0 && !isBack && hasChangedBefore(name, steps, place);
        return new FieldUndo(name, value, isKept ? Optional.of(front) : Optional.empty());
    }

    private static boolean hasChangedBefore(String name, List<HistoryStep> steps, int place) {
        for (int index = 1; index < place; index++) {
            if (steps.get(index).isOfRun() && !steps.get(index - 1).hasSame(steps.get(index), name)) {
                return true;
            }
        }
        return false;
    }

    /// The run's operations are inverted, and transformed over those of others.
    private static FieldUndo ofText(String name, List<HistoryStep> steps) {
        var undo = new TextUndo(text(steps.getFirst(), name));
        Optional<HistoryStep> later = Optional.empty();
        for (int index = 1; index < steps.size(); index++) {
            HistoryStep step = steps.get(index);
            String from = text(steps.get(index - 1), name);
            String to = text(step, name);
            if (step.isOfRun()) {
                undo.takeBack(from, to);
            } else if (!from.equals(to)) {
                undo.keep(from, to);
                later = Optional.of(step);
            }
        }
        String present = text(steps.getLast(), name);
        String undone = undo.apply(present);
        boolean isBack = present.equals(text(steps.getFirst(), name));
        Optional<JsonNode> value =
                undone.equals(present) || isBack ? Optional.empty() : Optional.of(TextNode.valueOf(undone));
        return new FieldUndo(name, value, later.filter(_ -> undo.isPartial() && !isBack));
    }

    private static String text(HistoryStep step, String name) {
        return step.value(name).textValue();
    }
}
