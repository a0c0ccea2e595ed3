package dev.toolbridge.tests.attack;

import java.util.List;

/// One of the sixty-four kinds of attack, and its required result.
///
/// @param number its number
/// @param attack the attempt in words
/// @param answer the result
/// @param elsewhere tests beside the tables and beside those that have the number in their name: `Class.method`
public record AttackKind(int number, String attack, String answer, List<String> elsewhere) {

    public AttackKind {
        elsewhere = List.copyOf(elsewhere);
    }

    static AttackKind kind(int number, String attack, String answer, String... elsewhere) {
        return new AttackKind(number, attack, answer, List.of(elsewhere));
    }
}
