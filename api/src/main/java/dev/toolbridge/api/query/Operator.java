package dev.toolbridge.api.query;

import static dev.toolbridge.api.query.FieldKind.FLAG;
import static dev.toolbridge.api.query.FieldKind.OPEN;
import static dev.toolbridge.api.query.FieldKind.TEXT;
import static dev.toolbridge.api.query.FieldKind.TEXTS;
import static dev.toolbridge.api.query.FieldKind.WORDS;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The operators of conditions.
public enum Operator {
    EQ("equal"),
    NEQ("not equal"),
    GT("greater, or later"),
    GTE("greater or equal"),
    LT("less, or earlier"),
    LTE("less or equal"),
    IN("equal to one of a list"),
    ISDISTINCT("not equal, where null counts as a value"),
    LIKE("a text of a form, in which * is any text"),
    ILIKE("the same, whatever the letter case"),
    IS("null, not_null, true or false"),
    CS("an array that holds all of a set"),
    CD("an array that lies within a set"),
    OV("an array that shares one with a set"),
    FTS("texts with these words, where & | ! ( ) <-> :* are signs"),
    PLFTS("texts with all of these words"),
    PHFTS("texts with these words one after the other"),
    WFTS("texts that a search for this finds: words, \"phrases\", -excluded words, or");

    /// Operators of PostgREST that are not offered.
    private static final Set<String> UNSUPPORTED = Set.of("match", "imatch", "sl", "sr", "nxl", "nxr", "adj");

    private final String meaning;

    Operator(String meaning) {
        this.meaning = meaning;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String meaning() {
        return meaning;
    }

    /// True if values of a kind can be compared so.
    public boolean suits(FieldKind kind) {
        return switch (this) {
            case EQ, NEQ, IN, ISDISTINCT -> kind != TEXTS && kind != WORDS;
            case GT, GTE, LT, LTE -> kind != TEXTS && kind != FLAG && kind != WORDS;
            case LIKE, ILIKE -> kind == TEXT || kind == OPEN;
            case IS -> kind != WORDS;
            case CS, CD, OV -> kind == TEXTS || kind == OPEN;
            case FTS, PLFTS, PHFTS, WFTS -> kind == WORDS;
        };
    }

    /// True if the operator can be asked of several values at once.
    boolean isForEach() {
        return switch (this) {
            case EQ, NEQ, GT, GTE, LT, LTE, LIKE, ILIKE -> true;
            case IN, ISDISTINCT, IS, CS, CD, OV, FTS, PLFTS, PHFTS, WFTS -> false;
        };
    }

    /// A condition without its field.
    static String example(FieldKind kind) {
        return kind == WORDS ? "wfts.word" : "eq.value";
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
