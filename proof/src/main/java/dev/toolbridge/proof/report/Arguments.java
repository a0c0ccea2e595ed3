package dev.toolbridge.proof.report;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The arguments of the command line.
///
/// @param rows the named rows in the order of the table; all if none is named
record Arguments(List<Row> rows, Plan plan) {
    private static final int SEED_DIGITS_MAX = 18;
    private static final int ITEMS_DIGITS_MAX = 8;

    Arguments {
        rows = List.copyOf(rows);
    }

    /// Reads them; empty for a request for help.
    ///
    /// @throws IllegalArgumentException naming an argument that is unknown or wrong
    static Optional<Arguments> of(List<Row> all, List<String> words) {
        if (words.contains("--help") || words.contains("-h")) {
            return Optional.empty();
        }
        long seed = System.nanoTime() & Integer.MAX_VALUE;
        boolean isLong = true;
        OptionalInt items = OptionalInt.empty();
        var named = new ArrayList<String>();
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--seed" -> seed = number(word, rest, SEED_DIGITS_MAX);
                case "--items" -> items = OptionalInt.of((int) number(word, rest, ITEMS_DIGITS_MAX));
                case "--short" -> isLong = false;
                default -> named.add(known(all, word));
            }
        }
        var rows = all.stream()
                .filter(row -> named.isEmpty() || named.contains(row.name()))
                .toList();
        return Optional.of(new Arguments(rows, new Plan(seed, isLong, items)));
    }

    private static long number(String option, Iterator<String> rest, int digitsMax) {
        String word = rest.hasNext() ? rest.next() : "";
        if (!word.matches("\\d{1," + digitsMax + "}")) {
            throw new IllegalArgumentException(option + " needs a number of at most " + digitsMax + " digits");
        }
        return Long.parseLong(word);
    }

    private static String known(List<Row> all, String name) {
        if (all.stream().noneMatch(row -> row.name().equals(name))) {
            throw new IllegalArgumentException("there is no row " + name + "; --help names them");
        }
        return name;
    }
}
