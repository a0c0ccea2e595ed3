package dev.toolbridge.api.query;

import static dev.toolbridge.api.query.FieldKind.FLAG;
import static dev.toolbridge.api.query.FieldKind.OPEN;
import static dev.toolbridge.api.query.FieldKind.TEXT;
import static dev.toolbridge.api.query.FieldKind.TEXTS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The operators of conditions.
public enum Operator {
    EQ(comparable(), "equal"),
    NEQ(comparable(), "not equal"),
    GT(ordered(), "greater, or later"),
    GTE(ordered(), "greater or equal"),
    LT(ordered(), "less, or earlier"),
    LTE(ordered(), "less or equal"),
    IN(comparable(), "equal to one of a list"),
    ISDISTINCT(comparable(), "not equal, where null counts as a value"),
    LIKE(EnumSet.of(TEXT, OPEN), "a text of a form, in which * is any text"),
    ILIKE(EnumSet.of(TEXT, OPEN), "the same, whatever the letter case"),
    IS(EnumSet.allOf(FieldKind.class), "null, not_null, true or false"),
    CS(EnumSet.of(TEXTS, OPEN), "an array that holds all of a set"),
    CD(EnumSet.of(TEXTS, OPEN), "an array that lies within a set"),
    OV(EnumSet.of(TEXTS, OPEN), "an array that shares one with a set");

    /// Operators of PostgREST that are not offered.
    private static final Set<String> UNSUPPORTED = Set.of("match", "imatch", "sl", "sr", "nxl", "nxr", "adj");

    private final Set<FieldKind> kinds;
    private final String meaning;

    Operator(Set<FieldKind> kinds, String meaning) {
        this.kinds = kinds;
        this.meaning = meaning;
    }

    private static Set<FieldKind> comparable() {
        return EnumSet.complementOf(EnumSet.of(TEXTS));
    }

    private static Set<FieldKind> ordered() {
        return EnumSet.complementOf(EnumSet.of(TEXTS, FLAG));
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String meaning() {
        return meaning;
    }

    /// True if values of a kind can be compared so.
    public boolean suits(FieldKind kind) {
        return kinds.contains(kind);
    }

    /// True if the operator can be asked of several values at once.
    boolean isForEach() {
        return switch (this) {
            case EQ, NEQ, GT, GTE, LT, LTE, LIKE, ILIKE -> true;
            case IN, ISDISTINCT, IS, CS, CD, OV -> false;
        };
    }

    static Optional<Operator> named(String name) {
        return Arrays.stream(values())
                .filter(operator -> operator.wireName().equals(name))
                .findFirst();
    }

    static boolean isUnsupported(String name) {
        return UNSUPPORTED.contains(name);
    }

    static String names() {
        return Arrays.stream(values()).map(Operator::wireName).collect(Collectors.joining(", "));
    }

    static String names(FieldKind kind) {
        return Arrays.stream(values())
                .filter(operator -> operator.suits(kind))
                .map(Operator::wireName)
                .collect(Collectors.joining(", "));
    }
}
