package dev.toolbridge.tests.attack;

import java.util.List;
import java.util.stream.Stream;

/// All tables of attacks.
final class Attacks {
    static final List<Attack> ALL = Stream.of(
                    TokenAttacks.TABLES,
                    List.of(ExchangeAttacks.ALL, KeyAttacks.ALL, DataAttacks.ALL),
                    TenantAttacks.TABLES,
                    RequestAttacks.TABLES)
            .flatMap(List::stream)
            .flatMap(List::stream)
            .toList();

    private Attacks() {}

    /// The one that its table calls so.
    static Attack named(String what) {
        var found = ALL.stream().filter(attack -> attack.what().equals(what)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " attacks are called «" + what + "»");
        }
        return found.getFirst();
    }
}
