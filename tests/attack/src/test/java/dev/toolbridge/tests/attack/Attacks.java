package dev.toolbridge.tests.attack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All tables of attacks.
public final class Attacks {
    private static final Map<String, List<Attack>> TABLES = new TreeMap<>(Map.of(
            "TokenAttacks", flat(TokenAttacks.TABLES),
            "ExchangeAttacks", ExchangeAttacks.ALL,
            "KeyAttacks", KeyAttacks.ALL,
            "TenantAttacks", flat(TenantAttacks.TABLES),
            "DataAttacks", DataAttacks.ALL,
            "RequestAttacks", flat(RequestAttacks.TABLES),
            "WireAttacks", WireAttacks.ALL,
            "SidecarAttacks", SidecarAttacks.ALL));

    static final List<Attack> ALL = flat(List.copyOf(TABLES.values()));

    private Attacks() {}

    /// The tables that have attacks of this kind.
    public static Stream<String> tables(int number) {
        return TABLES.entrySet().stream()
                .filter(table -> table.getValue().stream().anyMatch(attack -> attack.number() == number))
                .map(Map.Entry::getKey);
    }

    /// The attempts of this kind, in words.
    public static Stream<String> tried(int number) {
        return ALL.stream().filter(attack -> attack.number() == number).map(Attack::what);
    }

    /// The attack with this name in its table.
    static Attack named(String what) {
        var found = ALL.stream().filter(attack -> attack.what().equals(what)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " attacks are called «" + what + "»");
        }
        return found.getFirst();
    }

    private static List<Attack> flat(List<List<Attack>> tables) {
        return tables.stream().flatMap(List::stream).toList();
    }
}
