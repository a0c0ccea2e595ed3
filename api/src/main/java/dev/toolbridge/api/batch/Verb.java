package dev.toolbridge.api.batch;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.scope.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The kind of an operation, with the members that it takes beside `op` and `type`. Each does what the
/// single request of its name does. Some do it to each item that matches a condition as well, in place of one
/// that the operation names.
enum Verb {
    CREATE,
    REPLACE,
    PATCH,
    /// A patch by RFC 7396.
    MERGE,
    /// Exact edits of texts.
    EDIT,
    DELETE,
    ARCHIVE,
    PROCESS,
    RESTORE;

    static final String WHERE = "where";
    static final String EXPECT = "expect";

    static Optional<Verb> named(String name) {
        return Arrays.stream(values())
                .filter(verb -> verb.wireName().equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Verb::wireName).collect(Collectors.joining(", "));
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> members() {
        return this == CREATE ? List.of("uid", "ref", "payload") : with(List.of("uid", "ifMatch"), others());
    }

    /// The members with a condition; none if it takes no condition.
    List<String> conditional() {
        return switch (this) {
            case PATCH, DELETE, ARCHIVE, PROCESS -> with(List.of(WHERE, EXPECT), others());
            case CREATE, REPLACE, MERGE, EDIT, RESTORE -> List.of();
        };
    }

    /// The members that do not name the item.
    private List<String> others() {
        return switch (this) {
            case CREATE, REPLACE, PATCH, MERGE -> List.of("payload");
            case EDIT -> List.of("edits");
            case DELETE, ARCHIVE -> List.of();
            case PROCESS -> List.of("action", "metadata");
            case RESTORE -> List.of("version");
        };
    }

    private static List<String> with(List<String> first, List<String> others) {
        return Stream.concat(first.stream(), others.stream()).toList();
    }

    /// The scope of the single request.
    String scope(EntityType type) {
        return this == DELETE ? Scope.delete(type.plural()) : Scope.write(type.plural());
    }
}
