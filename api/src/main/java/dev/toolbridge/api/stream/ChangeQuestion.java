package dev.toolbridge.api.stream;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.journal.ChangeFact;
import dev.toolbridge.api.journal.ChangeFilter;
import dev.toolbridge.api.journal.ChangeQuery;
import dev.toolbridge.api.journal.Include;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.route.MissingScope;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A question about the changes of a space, as pages and streams ask it. Equal questions have equal answers.
///
/// @param readers the users for whom it is read: they share no answer with others
/// @param filter the changes that the caller asked for and may read
/// @param text the text that cursors are bound to: a change of the caller's rights does not invalidate them
/// @param include the part that is added to each entry
public record ChangeQuestion(Space space, List<UUID> readers, ChangeFilter filter, String text, Include include) {

    /// A question without types is bound to those of the first release, so that new types invalidate no cursor.
    private static final Set<String> FIRST_TYPES = Set.of(
            "chat", "chat_message", "comment", "note", ChangeFilter.SPACE, "task", "task_list", "task_list_category");

    private static final Pattern PRINTABLE =
            Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1," + ChangeParameters.TEXT_LENGTH_MAX + "}");

    /// Reads the question of a caller.
    ///
    /// @param values the value of a parameter by its name
    /// @throws Refusal `invalid_parameter`; `forbidden` when it names a type that the caller may not read
    public static ChangeQuestion of(Caller caller, Function<String, Optional<String>> values) {
        var asked = new ChangeFilter(types(caller, values), uid(values), facts(values));
        Include include = values.apply(ChangeParameters.INCLUDE.name())
                .map(ChangeQuestion::include)
                .orElse(Include.NOTHING);
        Space space = caller.space();
        boolean isOfAll = values.apply(ChangeParameters.TYPES.name()).isEmpty();
        String text = isOfAll ? asked.among(FIRST_TYPES).question() : asked.question();
        return new ChangeQuestion(space, space.users(), asked.among(readable(caller)), caller.bound(text), include);
    }

    ChangeQuery query(Optional<Cursor> after, int limit) {
        return new ChangeQuery(filter, after, limit, include);
    }

    /// The entries that tell of the space itself are for everybody who may read anything in it.
    private static SortedSet<String> readable(Caller caller) {
        var names = new TreeSet<String>();
        names.add(ChangeFilter.SPACE);
        Entities.STORED.stream()
                .filter(type -> caller.rights().contains(Scope.read(type.plural())))
                .map(EntityType::name)
                .forEach(names::add);
        return names;
    }

    private static SortedSet<String> types(Caller caller, Function<String, Optional<String>> values) {
        var all = new TreeSet<String>();
        all.add(ChangeFilter.SPACE);
        Entities.STORED.stream().map(EntityType::name).forEach(all::add);
        Optional<String> text = values.apply(ChangeParameters.TYPES.name());
        if (text.isEmpty()) {
            return all;
        }
        var named = new TreeSet<String>();
        SortedSet<String> readable = readable(caller);
        for (String name : text.get().split(",", -1)) {
            if (!all.contains(name)) {
                throw refusal(ChangeParameters.TYPES.name(), "one or more of " + String.join(", ", all));
            }
            if (!readable.contains(name)) {
                throw MissingScope.refusal(Scope.read(Entities.named(name).plural()));
            }
            named.add(name);
        }
        return named;
    }

    private static Optional<UUID> uid(Function<String, Optional<String>> values) {
        String name = ChangeParameters.UID.name();
        return values.apply(name).map(text -> UidForm.read(text).orElseThrow(() -> refusal(name, "a UUID")));
    }

    private static Map<ChangeFact, String> facts(Function<String, Optional<String>> values) {
        var facts = new EnumMap<ChangeFact, String>(ChangeFact.class);
        for (ChangeFact fact : ChangeFact.values()) {
            values.apply(fact.wireName()).ifPresent(text -> {
                if (!PRINTABLE.matcher(text).matches()) {
                    throw refusal(
                            fact.wireName(), "1 to " + ChangeParameters.TEXT_LENGTH_MAX + " printable characters");
                }
                facts.put(fact, text);
            });
        }
        return facts;
    }

    private static Include include(String text) {
        return Include.named(text)
                .orElseThrow(() -> refusal(
                        ChangeParameters.INCLUDE.name(),
                        Include.PATCH.wireName() + " or " + Include.PAYLOAD.wireName()));
    }

    private static Refusal refusal(String field, String expected) {
        return Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter " + field + " must be " + expected)
                .fact("field", field)
                .fact("expected", expected);
    }
}
