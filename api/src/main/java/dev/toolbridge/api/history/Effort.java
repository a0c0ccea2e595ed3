package dev.toolbridge.api.history;

import com.fasterxml.jackson.databind.JsonNode;

/// The work that a search for small operations may take. When it is used up, the caller replaces the whole
/// value.
final class Effort {
    private static final int CHARACTERS_OF_STEP = 64;

    private long stepsLeft;
    private boolean isUsedUp;

    /// @param steps the number of values to compare, at most
    Effort(long steps) {
        this.stepsLeft = steps;
    }

    boolean isUsedUp() {
        return isUsedUp;
    }

    /// True while work is left, of which this takes a part.
    boolean take(long steps) {
        stepsLeft -= steps;
        isUsedUp |= stepsLeft < 0;
        return !isUsedUp;
    }

    /// True if two values are known to be the same; numbers are when their values are, such as 1.0 and 1.
    boolean areSame(JsonNode left, JsonNode right) {
        if (!take(1)) {
            return false;
        }
        if (left.isNumber() && right.isNumber()) {
            return left.equals(right) || left.decimalValue().compareTo(right.decimalValue()) == 0;
        }
        if (left.isTextual() && right.isTextual()) {
            String text = left.textValue();
            return text.length() == right.textValue().length()
                    && take(text.length() / CHARACTERS_OF_STEP)
                    && text.equals(right.textValue());
        }
        if (left.isObject() && right.isObject()) {
            return left.size() == right.size()
                    && left.propertyStream()
                            .allMatch(field ->
                                    right.has(field.getKey()) && areSame(field.getValue(), right.get(field.getKey())));
        }
        boolean areArrays = left.isArray() && right.isArray();
        return areArrays ? areSameEach(left, right) : left.equals(right);
    }

    private boolean areSameEach(JsonNode left, JsonNode right) {
        boolean same = left.size() == right.size();
        for (int index = 0; same && index < left.size(); index++) {
            same = areSame(left.get(index), right.get(index));
        }
        return same;
    }
}
