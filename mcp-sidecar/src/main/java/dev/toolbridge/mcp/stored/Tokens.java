package dev.toolbridge.mcp.stored;

/// Estimates the number of tokens that a model needs for a text: too many rather than too few, and never less
/// than half of the truth (measured with o200k_base). An answer has its content twice, as text and as
/// structure: each of the two stays below [#ANSWER_MAX] for any stored content, and both together for
/// everything that people and programs write.
public final class Tokens {
    /// The most tokens that an answer costs an assistant.
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

    /// The weight in hundredths of a token. The halves of a surrogate pair are weighed separately.
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
