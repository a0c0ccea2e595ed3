package dev.toolbridge.mcp.tool.query;

import java.util.ArrayList;
import java.util.List;

/// A filter or an order in the API's spelling, and the way back from its places to those of the sent text. It finds
/// the names of fields only; the API reads the rest, and refuses what is wrong.
public final class QueryText {
    private static final String RESERVED = ",.:()\"{}";
    private static final List<String> BEGINNINGS = List.of("and(", "or(", "not.and(", "not.or(");
    private static final String NOT = "not.";

    /// A part of the text.
    ///
    /// @param begin its place in the API's text
    /// @param sentAt its place in the sent text
    /// @param isRespelt true for a name that both write differently
    private record Piece(int begin, int sentAt, boolean isRespelt) {}

    private final String sent;
    private final Spelling spelling;
    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();
    private int at;

    private QueryText(String sent, Spelling spelling) {
        this.sent = sent;
        this.spelling = spelling;
    }

    /// Reads conditions, or the keys of an order, between commas.
    public static QueryText of(String sent, Spelling spelling) {
        var query = new QueryText(sent, spelling);
        while (query.at < sent.length()) {
            query.readMember();
        }
        return query;
    }

    public String inApi() {
        return text.toString();
    }

    /// The place in the sent text for one in the API's.
    public int sentAt(int position) {
        Piece last = new Piece(0, 0, false);
        for (Piece piece : pieces) {
            last = piece.begin() <= position ? piece : last;
        }
        return Math.min(sent.length(), last.sentAt() + (last.isRespelt() ? 0 : position - last.begin()));
    }

    private void readMember() {
        for (String beginning : BEGINNINGS) {
            if (sent.startsWith(beginning, at)) {
                keep(beginning.length());
                return;
            }
        }
        if (sent.startsWith(NOT, at)) {
            keep(NOT.length());
        }
        readName();
        keep(lengthOfRest());
    }

    private void readName() {
        int end = at;
        while (end < sent.length() && RESERVED.indexOf(sent.charAt(end)) < 0 && !sent.startsWith("->", end)) {
            end++;
        }
        String name = sent.substring(at, end);
        String inApi = spelling.inApi(name);
        pieces.add(new Piece(text.length(), at, !inApi.equals(name)));
        text.append(inApi);
        at = end;
    }

    /// The rest of a member with the comma and the brackets that close a tree after it.
    private int lengthOfRest() {
        int end = at;
        int depth = 0;
        while (end < sent.length() && (depth > 0 || sent.charAt(end) != ',')) {
            char character = sent.charAt(end);
            depth = Math.max(0, depth + step(character));
            end = character == '"' ? afterQuoted(end) : end + 1;
        }
        return Math.min(end + 1, sent.length()) - at;
    }

    private static int step(char character) {
        return switch (character) {
            case '(', '{' -> 1;
            case ')', '}' -> -1;
            default -> 0;
        };
    }

    private int afterQuoted(int begin) {
        int end = begin + 1;
        while (end < sent.length() && sent.charAt(end) != '"') {
            end += sent.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, sent.length());
    }

    private void keep(int length) {
        pieces.add(new Piece(text.length(), at, false));
        text.append(sent, at, at + length);
        at += length;
    }
}
