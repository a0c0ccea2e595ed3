package dev.toolbridge.api.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.text.Gap;
import java.util.ArrayList;
import java.util.List;

/// The operations that turn one field's value into another: as few and small as the limits allow.
final class FieldPatch {

    /// The characters of an operation besides its path and its value.
    static final int OPERATION_CHARACTERS = 32;

    /// The most characters of operations that one field may have, values aside.
    private static final int PATHS_MAX = 65_536;

    /// Longer arrays are compared place by place.
    private static final int ALIGNED_MAX = 400;

    private final Effort effort;
    private final Effort length = new Effort(PATHS_MAX);
    private final List<PatchOperation> operations = new ArrayList<>();

    private FieldPatch(Effort effort) {
        this.effort = effort;
    }

    static List<PatchOperation> between(Pointer field, JsonNode from, JsonNode to, Effort effort) {
        var patch = new FieldPatch(effort);
        patch.differ(field, from, to);
        return patch.isOver() ? List.of(new PatchOperation.Replace(field.toString(), to)) : patch.operations;
    }

    private boolean isOver() {
        return effort.isUsedUp() || length.isUsedUp();
    }

    private void differ(Pointer place, JsonNode from, JsonNode to) {
        if (isOver()) {
            return;
        }
        if (from instanceof ObjectNode before && to instanceof ObjectNode after) {
            differ(place, before, after);
        } else if (from instanceof ArrayNode before && to instanceof ArrayNode after) {
            differ(place, before, after);
        } else if (!effort.areSame(from, to) && isShort(place)) {
            operations.add(new PatchOperation.Replace(place.toString(), to));
        }
    }

    private void differ(Pointer place, ObjectNode from, ObjectNode to) {
        for (var member : from.properties()) {
            if (effort.take(1) && !to.has(member.getKey())) {
                remove(place.inside(member.getKey()));
            }
        }
        for (var member : to.properties()) {
            Pointer inside = place.inside(member.getKey());
            if (from.has(member.getKey())) {
                differ(inside, from.get(member.getKey()), member.getValue());
            } else {
                add(inside, member.getValue());
            }
        }
    }

    /// Every entry before a gap is as it will be, so its place in the array is that in the second one.
    private void differ(Pointer place, ArrayNode before, ArrayNode after) {
        List<JsonNode> from = before.valueStream().toList();
        List<JsonNode> to = after.valueStream().toList();
        for (Gap gap : gaps(from, to)) {
            int index = gap.toBegin();
            int paired = gap.fromBegin();
            for (; index < gap.toEnd() && paired < gap.fromEnd(); index++, paired++) {
                differ(place.inside(index), from.get(paired), to.get(index));
            }
            for (; paired < gap.fromEnd() && !isOver(); paired++) {
                remove(place.inside(index));
            }
            for (; index < gap.toEnd() && !isOver(); index++) {
                add(place.inside(index), to.get(index));
            }
        }
    }

    private List<Gap> gaps(List<JsonNode> from, List<JsonNode> to) {
        Gap all = Gap.around(from, to, effort::areSame);
        return all.size() > ALIGNED_MAX ? List.of(all) : all.parts(from, to, effort::areSame);
    }

    private void add(Pointer place, JsonNode value) {
        if (isShort(place)) {
            operations.add(new PatchOperation.Add(place.toString(), value));
        }
    }

    private void remove(Pointer place) {
        if (isShort(place)) {
            operations.add(new PatchOperation.Remove(place.toString()));
        }
    }

    private boolean isShort(Pointer place) {
        return length.take(place.length() + OPERATION_CHARACTERS);
    }
}
