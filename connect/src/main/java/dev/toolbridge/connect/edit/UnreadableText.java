package dev.toolbridge.connect.edit;

/// A settings file cannot be read, or not be changed without guessing.
public final class UnreadableText extends RuntimeException {

    public UnreadableText(String sentence) {
        super(sentence, null, false, false);
    }

    /// @param at the index of the first wrong character
    static UnreadableText at(String text, int at, String expected) {
        long line = text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(character -> character == '\n')
                        .count()
                + 1;
        return new UnreadableText("line " + line + ": expected " + expected);
    }
}
