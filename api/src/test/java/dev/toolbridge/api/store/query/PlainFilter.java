package dev.toolbridge.api.store.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.query.FieldName;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A plain evaluation of filters in Java, against which the SQL is compared. Texts are in an order that ICU shares.
///
/// @param item the item that the filter is asked of
record PlainFilter(Item item) {
    private static final Optional<Boolean> UNKNOWN = Optional.empty();

    boolean matches(Filter filter) {
        return of(filter).orElse(false);
    }

    private Optional<Boolean> of(Filter filter) {
        return switch (filter) {
            case Filter.All all ->
                not(any(all.filters().stream().map(one -> not(of(one))).toList()));
            case Filter.Any any -> any(any.filters().stream().map(this::of).toList());
            case Filter.Not not -> not(of(not.filter()));
            case Filter.Compare compare -> compare(compare.field(), compare.comparison(), compare.value());
            case Filter.OneOf oneOf ->
                any(oneOf.values().stream()
                        .map(value -> compare(oneOf.field(), Filter.Comparison.EQUAL, value))
                        .toList());
            case Filter.Distinct distinct ->
                Optional.of(!compare(distinct.field(), Filter.Comparison.EQUAL, distinct.value())
                        .orElse(false));
            case Filter.Like like ->
                text(like.field()).map(text -> pattern(like).matcher(text).matches());
            case Filter.Is is -> Optional.of(is(json(is.field()), is.state()));
            case Filter.Holds holds -> texts(holds.field()).map(texts -> holds(texts, holds));
            case Filter.FullText text -> Optional.of(new PlainText(item).has(text.query()));
        };
    }

    private static Optional<Boolean> not(Optional<Boolean> value) {
        return value.map(known -> !known);
    }

    private static Optional<Boolean> any(List<Optional<Boolean>> values) {
        if (values.contains(Optional.of(true))) {
            return Optional.of(true);
        }
        return values.contains(UNKNOWN) ? UNKNOWN : Optional.of(false);
    }

    private Optional<Boolean> compare(FieldName field, Filter.Comparison comparison, Value value) {
        return switch (value) {
            case Value.Text text -> text(field).map(stored -> holds(comparison, stored.compareTo(text.text())));
            case Value.Number number ->
                number(field).map(stored -> holds(comparison, stored.compareTo(number.number())));
            case Value.Flag flag ->
                json(field)
                        .filter(JsonNode::isBoolean)
                        .map(stored -> holds(comparison, Boolean.compare(stored.booleanValue(), flag.flag())));
            case Value.Uid uid ->
                Optional.of(holds(
                        comparison, item.uid().toString().compareTo(uid.uid().toString())));
            case Value.Moment moment -> begin(field, moment).map(begin -> holds(comparison, place(begin, moment)));
            case Value.Open open -> compareOpen(field, comparison, open);
        };
    }

    /// Before a day, in it, or after it.
    private static int place(Instant begin, Value.Moment moment) {
        if (begin.isBefore(moment.from())) {
            return -1;
        }
        return begin.isBefore(moment.until()) ? 0 : 1;
    }

    private Optional<Boolean> compareOpen(FieldName field, Filter.Comparison comparison, Value.Open open) {
        if (comparison == Filter.Comparison.EQUAL || comparison == Filter.Comparison.DIFFERENT) {
            return json(field).map(stored -> equalsOpen(stored, open) == (comparison == Filter.Comparison.EQUAL));
        }
        return open.number().isPresent()
                ? number(field)
                        .map(stored ->
                                holds(comparison, stored.compareTo(open.number().orElseThrow())))
                : text(field).map(stored -> holds(comparison, stored.compareTo(open.text())));
    }

    private static boolean equalsOpen(JsonNode stored, Value.Open open) {
        boolean isSameNumber = stored.isNumber()
                && open.number()
                        .filter(number -> stored.decimalValue().compareTo(number) == 0)
                        .isPresent();
        return isSameNumber || (stored.isTextual() && stored.textValue().equals(open.text()));
    }

    private static boolean holds(Filter.Comparison comparison, int order) {
        return switch (comparison) {
            case EQUAL -> order == 0;
            case DIFFERENT -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static Pattern pattern(Filter.Like like) {
        String expression = like.parts().stream().map(Pattern::quote).collect(Collectors.joining(".*"));
        int letters = like.ignoresCase() ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        return Pattern.compile(expression, Pattern.DOTALL | letters);
    }

    private static boolean is(Optional<JsonNode> value, Filter.State state) {
        return switch (state) {
            case NULL -> value.isEmpty();
            case NOT_NULL -> value.isPresent();
            case TRUE ->
                value.filter(JsonNode::isBoolean).map(JsonNode::booleanValue).orElse(false);
            case FALSE ->
                value.filter(JsonNode::isBoolean)
                        .map(flag -> !flag.booleanValue())
                        .orElse(false);
        };
    }

    private static boolean holds(List<String> texts, Filter.Holds holds) {
        Predicate<String> isAsked = holds.texts()::contains;
        return switch (holds.overlap()) {
            case ALL -> texts.containsAll(holds.texts());
            case WITHIN -> texts.stream().allMatch(isAsked);
            case SHARED -> texts.stream().anyMatch(isAsked);
        };
    }

    private Optional<Instant> begin(FieldName field, Value.Moment moment) {
        return switch (field.place()) {
            case FieldName.Envelope envelope ->
                switch (envelope.fact()) {
                    case UPDATED_AT -> Optional.of(Instant.ofEpochMilli(item.updatedAtMs()));
                    case DELETED_AT ->
                        item.deletedAtMs().stream()
                                .mapToObj(Instant::ofEpochMilli)
                                .findFirst();
                    case TYPE, UID, VERSION, CREATED_AT, CHANGED_BY, CHANGED_THROUGH -> throw new AssertionError(field);
                };
            case FieldName.Entry _, FieldName.WholeItem _ -> throw new AssertionError(field);
            case FieldName.Member _ -> text(field).flatMap(text -> begin(text, moment));
        };
    }

    private static Optional<Instant> begin(String text, Value.Moment moment) {
        return Times.isDate(text)
                ? Optional.of(LocalDate.parse(text).atStartOfDay(moment.zone()).toInstant())
                : Times.instant(text).stream().mapToObj(Instant::ofEpochMilli).findFirst();
    }

    private Optional<String> text(FieldName field) {
        return json(field).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    private Optional<BigDecimal> number(FieldName field) {
        return switch (field.place()) {
            case FieldName.Envelope _ -> Optional.of(BigDecimal.valueOf(item.version()));
            case FieldName.Entry _, FieldName.WholeItem _ -> throw new AssertionError(field);
            case FieldName.Member _ -> json(field).filter(JsonNode::isNumber).map(JsonNode::decimalValue);
        };
    }

    private Optional<List<String>> texts(FieldName field) {
        return json(field).filter(JsonNode::isArray).map(array -> array.valueStream()
                .filter(entry -> entry.isTextual() || entry.isNumber())
                .map(JsonNode::asText)
                .toList());
    }

    private Optional<JsonNode> json(FieldName field) {
        return switch (field.place()) {
            case FieldName.Entry _, FieldName.WholeItem _ -> throw new AssertionError(field);
            case FieldName.Envelope envelope -> envelope(envelope.fact());
            case FieldName.Member member -> {
                JsonNode value = item.payload().fields();
                for (String name : member.path()) {
                    value = value.path(name);
                }
                yield Optional.of(value).filter(found -> !found.isMissingNode() && !found.isNull());
            }
        };
    }

    private Optional<JsonNode> envelope(FieldName.Fact fact) {
        boolean isMissing = fact == FieldName.Fact.DELETED_AT && !item.isDeleted();
        return isMissing ? Optional.empty() : Optional.of(item.payload().fields());
    }
}
