package dev.toolbridge.api.batch;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.scope.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kind of an operation, with the members that it takes beside `op` and `type`. Each does what the single
/// request of its name does.
enum Verb {
    CREATE("uid", "ref", "payload"),
    REPLACE("uid", "ifMatch", "payload"),
    PATCH("uid", "ifMatch", "payload"),
    /// A patch by RFC 7396.
    MERGE("uid", "ifMatch", "payload"),
    DELETE("uid", "ifMatch"),
    ARCHIVE("uid", "ifMatch"),
    PROCESS("uid", "ifMatch", "action", "metadata");

    private final List<String> members;

    Verb(String... members) {
        this.members = List.of(members);
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

    /// The scope of the single request.
    String scope(EntityType type) {
        return this == DELETE ? Scope.delete(type.plural()) : Scope.write(type.plural());
    }
}
