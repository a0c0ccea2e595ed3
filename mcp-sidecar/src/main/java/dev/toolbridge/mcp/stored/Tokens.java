package dev.toolbridge.mcp.stored;

/// Counts about how many tokens a model takes for a text: rather too many than too few, and never less than half of the
/// truth (measured with o200k_base). An answer says what it says twice, as text and as structure: each of the two stays
/// below [#ANSWER_MAX] whatever was stored, and both together for anything that people and programs write.
public final class Tokens {
    /// No answer costs an assistant more.
    public static final int ANSWER_MAX = 20_000;

    private static final int SCALE = 100;

    private Tokens() {}

    public static int of(String text) {
        long sum = 0;
        for (int index = 0; index < text.length(); index++) {
            sum += weight(text.charAt(index));
        }
        return (int) Math.min(Integer.MAX_VALUE, sum / SCALE + 1);
    }

    /// Hundredths of a token. The halves of a pair are weighed each for itself.
    private static int weight(char unit) {
        if (unit <= 'z') {
            return unit >= 'a' || unit == ' ' ? 53 : 86;
        }
        if (unit < 0x0800) {
            return 80;
        }
        return Character.isLetter(unit) ? 150 : 250;
    }
}
