package dev.toolbridge.api.item.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds the parts of a text that are nearest to another one, by the number of characters to insert, delete or
/// replace (P. Sellers, "The theory and computation of evolutionary distances"). It is bounded: a long text is
/// searched at its beginning only, and a very long one to find is not.
final class EditDistance {

    /// The pairs of characters to compare, at most.
    private static final int PAIRS_MAX = 5_000_000;

    private static final int FIND_MAX = 2_000;

    /// Of three characters, one may differ.
    private static final int DIFFERENT_SHARE = 3;

    private static final List<String> DIFFERS = List.of("edit distance");

    private final String text;
    private final String find;

    EditDistance(String text, String find) {
        this.text = text;
        this.find = find;
    }

    /// A part of the text, and its distance.
    private record Part(int begin, int end, int distance) {

        boolean touches(Part other) {
            return begin < other.end && other.begin < end;
        }
    }

    List<Candidate> nearest() {
        if (find.length() > FIND_MAX) {
            return List.of();
        }
        var nearest = new ArrayList<Part>();
        List<Part> parts = parts();
        parts.sort(Comparator.comparingInt(Part::distance));
        for (Part part : parts) {
            if (nearest.size() < Candidate.CANDIDATES_MAX && nearest.stream().noneMatch(part::touches)) {
                nearest.add(part);
            }
        }
        return nearest.stream().map(this::candidate).toList();
    }

    private Candidate candidate(Part part) {
        int begin = Character.isLowSurrogate(text.charAt(part.begin)) ? part.begin - 1 : part.begin;
        boolean isSplit = part.end < text.length() && Character.isLowSurrogate(text.charAt(part.end));
        String there = text.substring(begin, isSplit ? part.end + 1 : part.end);
        return new Candidate(Candidate.line(text, begin), there, DIFFERS, part.distance);
    }

    /// The parts that are near enough, for each place where one ends: the distance of the first `row` characters of
    /// `find` to the best part of the text that ends at the column, and the begin of that part.
    private List<Part> parts() {
        int rows = find.length();
        int distanceMax = rows / DIFFERENT_SHARE;
        int columns = Math.min(text.length(), PAIRS_MAX / Math.max(1, rows));
        int[] distances = new int[rows + 1];
        int[] begins = new int[rows + 1];
        for (int row = 0; row <= rows; row++) {
            distances[row] = row;
        }
        var parts = new ArrayList<Part>();
        for (int column = 1; column <= columns; column++) {
            next(column, distances, begins);
            if (distances[rows] <= distanceMax && begins[rows] < column) {
                keepLocalBest(parts, new Part(begins[rows], column, distances[rows]));
            }
        }
        return parts;
    }

    private void next(int column, int[] distances, int[] begins) {
        int diagonal = distances[0];
        int diagonalBegin = begins[0];
        begins[0] = column;
        for (int row = 1; row < distances.length; row++) {
            int left = distances[row];
            int leftBegin = begins[row];
            int replaced = diagonal + (find.charAt(row - 1) == text.charAt(column - 1) ? 0 : 1);
            int best = Math.min(replaced, Math.min(left, distances[row - 1]) + 1);
            if (best == replaced) {
                begins[row] = diagonalBegin;
            } else if (best == distances[row - 1] + 1) {
                begins[row] = begins[row - 1];
            }
            distances[row] = best;
            diagonal = left;
            diagonalBegin = leftBegin;
        }
    }

    /// Of parts that touch each other, the nearest one is enough.
    private static void keepLocalBest(List<Part> parts, Part part) {
        if (parts.isEmpty() || !parts.getLast().touches(part)) {
            parts.add(part);
        } else if (part.distance < parts.getLast().distance) {
            parts.set(parts.size() - 1, part);
        }
    }
}
