package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.FieldKind;
import dev.toolbridge.api.query.FieldName;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.ItemQuestion;
import dev.toolbridge.api.query.Order;
import dev.toolbridge.api.query.Value;
import dev.toolbridge.contract.EntityType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// Chooses the walks that answer a question. A list by one field with an index takes two: the items with a value, and
/// those without one.
final class ListPlan {
    private static final int COLUMN_VALUES_MAX = 10;
    private static final int TAGS_MAX = 10;

    /// As many items are read and sorted at once rather than one after the other.
    private static final int FEW_MAX = 1_000;

    private final List<EntityType> types;
    private final List<Filter> filters;
    private final TextCounts counts;
    private final Optional<Drive.ByRange> few;

    private ListPlan(List<EntityType> types, Filter filter, TextCounts counts, Optional<Drive.ByRange> few) {
        this.types = types;
        this.counts = counts;
        this.few = few;
        this.filters = filter instanceof Filter.All all ? all.filters() : List.of(filter);
    }

    /// A drive, and the conditions that are left to check.
    private record Choice(Drive drive, List<Filter> rest) {

        Walk walk(Walk.Sorting sorting) {
            return new Walk(drive, conditions(rest), sorting);
        }
    }

    /// The range of times that would lead to the items of a question, if they are few enough to put in order.
    static Optional<Drive.ByRange> range(ListSql list, TextCounts counts) {
        ItemQuestion question = list.question();
        var plan = new ListPlan(list.types(), question.filter(), counts, Optional.empty());
        if (question.moment().isPresent() || givesFew(plan.choice().drive())) {
            return Optional.empty();
        }
        return TimeRange.narrowest(plan.filters)
                .filter(range -> range.hasEnds() && !isOrder(question.order(), range.column()))
                .map(range -> new Drive.ByRange(range.column(), range.condition()));
    }

    private static boolean isOrder(Order order, Drive.KeyColumn column) {
        return order instanceof Order.ByFields fields
                && fields.keys().size() == 1
                && KeySql.column(fields.keys().getFirst().field()).equals(Optional.of(column));
    }

    /// The walks that answer a question.
    ///
    /// @param few the range of times that leads to its items, if they are few
    static List<Walk> of(ListSql list, TextCounts counts, Optional<Drive.ByRange> few) {
        ItemQuestion question = list.question();
        if (question.moment().isPresent()) {
            return List.of(ofPast(list.space(), list.types(), question));
        }
        var plan = new ListPlan(list.types(), question.filter(), counts, few);
        return switch (question.order()) {
            case Order.ByChange change -> List.of(plan.choice().walk(new Walk.ByChange(change.isDescending())));
            case Order.ByFields fields -> plan.byFields(fields);
        };
    }

    /// The walk through the items as they were.
    static Walk ofPast(Space space, List<EntityType> types, ItemQuestion question) {
        var past = new PastSql(space, types, question.moment().orElseThrow(), Walk.ROWS_MAX);
        Walk.Sorting sorting =
                switch (question.order()) {
                    case Order.ByChange change -> new Walk.ByChange(change.isDescending());
                    case Order.ByFields fields -> new Walk.ByFields(fields);
                };
        return new Walk(new Drive.ByPast(past), conditions(List.of(question.filter())), sorting);
    }

    /// The walk that finds all items of a question, in any order.
    static Walk inAnyOrder(List<EntityType> types, Filter filter, TextCounts counts) {
        var plan = new ListPlan(types, filter, counts, Optional.empty());
        Choice choice = plan.narrowed(plan.choice());
        return choice.walk(
                choice.drive() instanceof Drive.ByKey key
                        ? new Walk.ByKey(key.column(), false)
                        : new Walk.ByChange(false));
    }

    /// The same choice, or the items of a range of times in the place of all.
    private Choice narrowed(Choice choice) {
        return choice.drive() instanceof Drive.ByType
                ? TimeRange.narrowest(filters)
                        .map(range -> new Choice(new Drive.ByKey(range.column(), range.condition()), filters))
                        .orElse(choice)
                : choice;
    }

    private List<Walk> byFields(Order.ByFields order) {
        Order.Key first = order.keys().getFirst();
        Optional<Drive.KeyColumn> column = KeySql.column(first.field());
        Choice choice = choice();
        if (order.keys().size() > 1 || column.isEmpty() || givesFew(choice.drive())) {
            return List.of(narrowed(choice).walk(new Walk.ByFields(order)));
        }
        var valued = new Walk(
                new Drive.ByKey(
                        column.get(),
                        TimeRange.of(first.field(), column.get(), filters).condition()),
                conditions(filters),
                new Walk.ByKey(column.get(), first.isDescending()));
        if (column.get().isAlwaysSet() || filters.stream().anyMatch(filter -> needsValue(filter, first.field()))) {
            return List.of(valued);
        }
        Sql missing = Sql.of(column.get().name() + " IS NULL");
        Sql rest =
                filters.isEmpty() ? missing : conditions(filters).add(" AND ").add(missing);
        var valueless = new Walk(new Drive.ByType(), rest, new Walk.Valueless(first.isDescending()));
        return first.areNullsFirst() ? List.of(valueless, valued) : List.of(valued, valueless);
    }

    /// Tells if only items with a value of the field's own type can meet a condition.
    private static boolean needsValue(Filter filter, FieldName field) {
        return switch (filter) {
            case Filter.Compare compare -> compare.field().equals(field);
            case Filter.OneOf oneOf -> oneOf.field().equals(field);
            case Filter.Like like -> like.field().equals(field);
            case Filter.All _,
                    Filter.Any _,
                    Filter.Not _,
                    Filter.Distinct _,
                    Filter.Is _,
                    Filter.Holds _,
                    Filter.FullText _ -> false;
        };
    }

    /// The children of an item are few enough to sort; the items of a status or a tag may be most of a space.
    private static boolean givesFew(Drive drive) {
        return switch (drive) {
            case Drive.ByUids _, Drive.ByRange _ -> true;
            case Drive.ByColumn column -> column.column().equals("i.parent_uid");
            case Drive.ByText text -> text.count() <= FEW_MAX;
            case Drive.ByType _, Drive.ByTags _, Drive.ByKey _, Drive.ByPast _ -> false;
        };
    }

    private Choice choice() {
        return first(this::uids)
                .or(() -> first(this::parent))
                .or(() -> text().filter(choice -> givesFew(choice.drive())))
                .or(() -> few.map(range -> new Choice(range, filters)))
                .or(() -> first(this::tags))
                .or(() -> first(this::column))
                .or(this::text)
                .orElseGet(() -> new Choice(new Drive.ByType(), filters));
    }

    /// A choice by one condition.
    @FunctionalInterface
    private interface Choosing {
        Optional<Choice> of(Filter filter);
    }

    private Optional<Choice> first(Choosing choosing) {
        return filters.stream().flatMap(filter -> choosing.of(filter).stream()).findFirst();
    }

    private Choice stated(Drive drive, Filter by) {
        return new Choice(
                drive, filters.stream().filter(Predicate.not(by::equals)).toList());
    }

    private Optional<Choice> uids(Filter filter) {
        return equalities(
                        filter,
                        field -> field.place() instanceof FieldName.Envelope envelope
                                && envelope.fact() == FieldName.Fact.UID)
                .map(values -> stated(new Drive.ByUids(uuids(values)), filter));
    }

    private Optional<Choice> parent(Filter filter) {
        return equalities(filter, field -> types.stream().allMatch(type -> FieldSql.isParent(type, field)))
                .filter(values -> values.size() <= COLUMN_VALUES_MAX)
                .map(values -> stated(
                        new Drive.ByColumn(
                                "i.parent_uid",
                                uuids(values).stream()
                                        .map(uid -> new Sql().bind(uid))
                                        .toList()),
                        filter));
    }

    /// The choice by the rarest words that were counted.
    private Optional<Choice> text() {
        return filters.stream()
                .filter(Filter.FullText.class::isInstance)
                .map(Filter.FullText.class::cast)
                .filter(text -> counts.of(text).isPresent())
                .min(Comparator.comparingInt(text -> counts.of(text).orElseThrow()))
                .map(text -> stated(new Drive.ByText(text, counts.of(text).orElseThrow()), text));
    }

    private Optional<Choice> tags(Filter filter) {
        if (!(filter instanceof Filter.Holds holds)
                || !(holds.field().place() instanceof FieldName.Member member && member.is("tags"))) {
            return Optional.empty();
        }
        return switch (holds.overlap()) {
            case ALL ->
                Optional.of(new Choice(new Drive.ByTags(List.of(holds.texts().getFirst())), filters));
            case SHARED ->
                holds.texts().size() <= TAGS_MAX
                        ? Optional.of(new Choice(new Drive.ByTags(holds.texts()), filters))
                        : Optional.empty();
            case WITHIN -> Optional.empty();
        };
    }

    private Optional<Choice> column(Filter filter) {
        if (filter instanceof Filter.Is is && is.field().kind() == FieldKind.FLAG) {
            return switch (is.state()) {
                case TRUE, FALSE -> flag(is.field(), is.state() == Filter.State.TRUE, filter);
                case NULL, NOT_NULL -> Optional.empty();
            };
        }
        return equalities(filter, field -> FieldSql.column(field).isPresent())
                .filter(values -> values.size() <= COLUMN_VALUES_MAX)
                .flatMap(values -> column(filter, values));
    }

    private Optional<Choice> column(Filter filter, List<Value> values) {
        FieldName field = fieldOf(filter);
        FieldSql.Column column = FieldSql.column(field).orElseThrow();
        if (values.getFirst() instanceof Value.Flag flag) {
            return values.size() == 1 ? flag(field, flag.flag(), filter) : Optional.empty();
        }
        boolean areHeld =
                values.stream().allMatch(value -> value instanceof Value.Text text && column.holds(text.text()));
        return areHeld
                ? Optional.of(stated(
                        new Drive.ByColumn(
                                column.name(),
                                values.stream().map(ListPlan::text).toList()),
                        filter))
                : Optional.empty();
    }

    private Optional<Choice> flag(FieldName field, boolean flag, Filter filter) {
        return FieldSql.column(field)
                .map(column -> stated(new Drive.ByColumn(column.name(), List.of(new Sql().bind(flag))), filter));
    }

    private static Sql text(Value value) {
        return new Sql().bind(((Value.Text) value).text(), "text");
    }

    /// The values that a condition allows a field, if it is an equality.
    private static Optional<List<Value>> equalities(Filter filter, Predicate<FieldName> isOf) {
        return switch (filter) {
            case Filter.Compare compare
            when compare.comparison() == Filter.Comparison.EQUAL && isOf.test(compare.field()) ->
                Optional.of(List.of(compare.value()));
            case Filter.OneOf oneOf
            when isOf.test(oneOf.field()) ->
                Optional.of(oneOf.values().stream().distinct().toList());
            default -> Optional.empty();
        };
    }

    private static FieldName fieldOf(Filter filter) {
        return switch (filter) {
            case Filter.Compare compare -> compare.field();
            case Filter.OneOf oneOf -> oneOf.field();
            default -> throw new IllegalArgumentException("no equality: " + filter);
        };
    }

    private static List<UUID> uuids(List<Value> values) {
        return values.stream()
                .filter(Value.Uid.class::isInstance)
                .map(value -> ((Value.Uid) value).uid())
                .toList();
    }

    private static Sql conditions(List<Filter> filters) {
        return filters.isEmpty() ? new Sql() : FilterSql.of(new Filter.All(filters));
    }
}
