package dev.toolbridge.proof.report;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The arguments of the command line.
///
/// @param rows the named rows in the order of the table; all if none is named
record Arguments(List<Row> rows, Plan plan) {

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
        var named = new ArrayList<String>();
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--seed" -> seed = number(rest);
                case "--short" -> isLong = false;
                default -> named.add(known(all, word));
            }
        }
        var rows = all.stream()
                .filter(row -> named.isEmpty() || named.contains(row.name()))
                .toList();
        return Optional.of(new Arguments(rows, new Plan(seed, isLong)));
    }

    private static long number(Iterator<String> rest) {
        String word = rest.hasNext() ? rest.next() : "";
        if (!word.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("--seed needs a number");
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
