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
    CREATE("uid", "ref", "payload"),
    REPLACE("uid", "ifMatch", "payload"),
    PATCH(List.of("uid", "ifMatch"), "payload"),
    /// A patch by RFC 7396.
    MERGE("uid", "ifMatch", "payload"),
    DELETE(List.of("uid", "ifMatch")),
    ARCHIVE(List.of("uid", "ifMatch")),
    PROCESS(List.of("uid", "ifMatch"), "action", "metadata"),
    RESTORE("uid", "ifMatch", "version");

    static final String WHERE = "where";
    static final String EXPECT = "expect";

    private final List<String> members;
    private final List<String> conditional;

    Verb(String... members) {
        this.members = List.of(members);
        this.conditional = List.of();
    }

    /// @param named the members that name one item
    Verb(List<String> named, String... others) {
        this.members = Stream.concat(named.stream(), Stream.of(others)).toList();
        this.conditional =
                Stream.concat(Stream.of(WHERE, EXPECT), Stream.of(others)).toList();
    }

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
        return members;
    }

    /// The members with a condition; none if it takes no condition.
    List<String> conditional() {
        return conditional;
    }

    /// The scope of the single request.
    String scope(EntityType type) {
        return this == DELETE ? Scope.delete(type.plural()) : Scope.write(type.plural());
    }
}
