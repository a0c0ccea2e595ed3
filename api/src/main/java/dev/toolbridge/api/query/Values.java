package dev.toolbridge.api.query;

import dev.toolbridge.contract.UidForm;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes conditions of operators and values: a value that does not fit the kind of its field is refused.
final class Values {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,1000}(?:\\.\\d{1,1000})?(?:[eE][+-]?\\d{1,4})?");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final int EXPONENT_MAX = 1_000;

    private final QueryContext context;

    Values(QueryContext context) {
        this.context = context;
    }

    /// The condition of an operator whose value comes next.
    Filter condition(FieldName field, Operator operator, Operand operand) {
        return switch (operator) {
            case IN -> new Filter.OneOf(field, values(field, operand.set("(", ")")));
            case CS -> new Filter.Holds(field, Filter.Overlap.ALL, texts(operand));
            case CD -> new Filter.Holds(field, Filter.Overlap.WITHIN, texts(operand));
            case OV -> new Filter.Holds(field, Filter.Overlap.SHARED, texts(operand));
            case EQ, NEQ, GT, GTE, LT, LTE, ISDISTINCT, LIKE, ILIKE, IS -> condition(field, operator, operand.word());
            case FTS, PLFTS, PHFTS, WFTS ->
                new Filter.FullText(
                        TextQueries.of(operator, operand.word()),
                        context.languages().names());
        };
    }

    /// The condition of an operator on words of one language.
    Filter condition(Operator operator, String language, Operand operand) {
        List<String> languages = language.equals(SearchLanguages.NONE) ? List.of() : List.of(language);
        return new Filter.FullText(TextQueries.of(operator, operand.word()), languages);
    }

    /// The condition of an operator with one value.
    Filter condition(FieldName field, Operator operator, Operand.Word word) {
        return switch (operator) {
            case EQ -> compare(field, Filter.Comparison.EQUAL, word);
            case NEQ -> compare(field, Filter.Comparison.DIFFERENT, word);
            case GT -> compare(field, Filter.Comparison.GREATER, word);
            case GTE -> compare(field, Filter.Comparison.GREATER_OR_EQUAL, word);
            case LT -> compare(field, Filter.Comparison.LESS, word);
            case LTE -> compare(field, Filter.Comparison.LESS_OR_EQUAL, word);
            case ISDISTINCT -> new Filter.Distinct(field, value(field, word));
            case LIKE -> new Filter.Like(field, parts(word), false);
            case ILIKE -> new Filter.Like(field, parts(word), true);
            case IS -> new Filter.Is(field, state(field, word));
            case IN, CS, CD, OV, FTS, PLFTS, PHFTS, WFTS ->
                throw new IllegalArgumentException(operator + " takes no single value of a list");
        };
    }

    /// The condition of an operator with one of several values at least.
    Filter any(FieldName field, Operator operator, List<Operand.Word> words) {
        return operator == Operator.EQ
                ? new Filter.OneOf(field, values(field, words))
                : new Filter.Any(conditions(field, operator, words));
    }

    /// The condition of an operator with all of several values.
    Filter all(FieldName field, Operator operator, List<Operand.Word> words) {
        return new Filter.All(conditions(field, operator, words));
    }

    private List<Filter> conditions(FieldName field, Operator operator, List<Operand.Word> words) {
        return words.stream().map(word -> condition(field, operator, word)).toList();
    }

    private Filter compare(FieldName field, Filter.Comparison comparison, Operand.Word word) {
        return new Filter.Compare(field, comparison, value(field, word));
    }

    private List<Value> values(FieldName field, List<Operand.Word> words) {
        return words.stream().map(word -> value(field, word)).toList();
    }

    private static List<String> texts(Operand operand) {
        return operand.set("{", "}").stream().map(Operand.Word::text).toList();
    }

    private static List<String> parts(Operand.Word word) {
        return List.of(word.text().split("\\*", -1));
    }

    private Value value(FieldName field, Operand.Word word) {
        Optional<Value> value =
                switch (field.kind()) {
                    case TEXT, TEXTS -> Optional.of(new Value.Text(word.text()));
                    case FLAG -> flag(word.text()).map(Value.Flag::new);
                    case NUMBER -> number(word.text()).map(Value.Number::new);
                    case WHOLE ->
                        WHOLE.matcher(word.text()).matches()
                                ? number(word.text()).map(Value.Number::new)
                                : Optional.empty();
                    case UID -> UidForm.read(word.text()).map(Value.Uid::new);
                    case TIME, INSTANT -> context.days().moment(word.text()).map(moment -> moment);
                    case OPEN -> Optional.of(open(word));
                    case WORDS -> Optional.empty();
                };
        return value.orElseThrow(() -> word.spot()
                .refusal(
                        "a value does not fit field " + field.written(),
                        field.kind().expected()));
    }

    private static Value open(Operand.Word word) {
        return new Value.Open(word.text(), word.isQuoted() ? Optional.empty() : number(word.text()));
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> number(String text) {
        return Optional.of(text)
                .filter(written -> NUMBER.matcher(written).matches())
                .map(BigDecimal::new)
                .filter(Values::isStorable);
    }

    /// Stays within the numbers that payloads can hold.
    private static boolean isStorable(BigDecimal number) {
        long exponent = (long) number.precision() - number.scale() - 1;
        return number.precision() <= EXPONENT_MAX && Math.abs(exponent) <= EXPONENT_MAX;
    }

    private static Filter.State state(FieldName field, Operand.Word word) {
        Filter.State state = Arrays.stream(Filter.State.values())
                .filter(known -> wireName(known).equals(word.text()))
                .findFirst()
                .orElseThrow(() -> word.spot().refusal("unknown state: " + word.text(), states()));
        boolean isFlag = field.kind() == FieldKind.FLAG || field.kind() == FieldKind.OPEN;
        if (!isFlag && (state == Filter.State.TRUE || state == Filter.State.FALSE)) {
            throw word.spot().refusal("field " + field.written() + " is never " + word.text(), "null or not_null");
        }
        return state;
    }

    private static String states() {
        return Arrays.stream(Filter.State.values()).map(Values::wireName).collect(Collectors.joining(", "));
    }

    private static String wireName(Filter.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
