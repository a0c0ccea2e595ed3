package dev.toolbridge.mcp.stored;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares the estimate with the tokenizer: it is never too low for texts that people and programs write.
class TokensTest {
    private static final Encoding TOKENIZER =
            Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    static List<String> texts() {
        var random = new Random(7);
        byte[] bytes = new byte[3_000];
        random.nextBytes(bytes);
        return List.of(
                "The quick brown fox jumps over the lazy dog, and then it rests for a while. ".repeat(20),
                "Die Überprüfung der Grundstücksverkehrsgenehmigung dauerte länger als gedacht. ".repeat(20),
                "Съешь же ещё этих мягких французских булок, да выпей чаю. ".repeat(20),
                "我能吞下玻璃而不伤身体。今天的会议改到星期三下午三点。".repeat(20),
                "いろはにほへとちりぬるを。会議は水曜日の午後三時に変更されました。".repeat(20),
                "키스의 고유조건은 입술끼리 만나야 하고 특별한 기술은 필요치 않다. ".repeat(20),
                "می‌خواهم این متن را بخوانم. أحب قراءة الكتب في المساء. ".repeat(20),
                "मैं काँच खा सकता हूँ और मुझे उससे कोई चोट नहीं पहुंचती. ".repeat(20),
                "ฉันกินกระจกได้ แต่มันไม่ทำให้ฉันเจ็บ ".repeat(20),
                points(random, 0x1F300, 0x1F5FF, 500),
                points(random, 0x20000, 0x2A6DF, 500),
                points(random, 'a', 'z', 2_000),
                points(random, '!', '~', 2_000),
                points(random, '0', '9', 2_000),
                points(random, 0x2500, 0x25FF, 500),
                "⟦U+202E⟧".repeat(300),
                "{\"a\":[1,2,{\"b\":null}],\"c\":\"\\n\\t\"}".repeat(60),
                Base64.getEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes));
    }

    private static String points(Random random, int first, int last, int count) {
        return random.ints(count, first, last + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theEstimateIsNotBelowTheTruth(String text) {
        assertThat(Tokens.of(text)).isGreaterThanOrEqualTo(TOKENIZER.countTokens(text));
    }

    @ParameterizedTest
    @CsvSource({"0xA1, 0x24F", "0x370, 0x58F", "0x900, 0xE7F", "0x4E00, 0x9FFF", "0xAC00, 0xD7A3", "0xE000, 0xF8FF"})
    void whatNobodyWritesIsNotTakenForLessThanHalfOfWhatItIs(String first, String last) {
        String text = points(new Random(3), Integer.decode(first), Integer.decode(last), 1_000);
        assertThat(2 * Tokens.of(text)).isGreaterThanOrEqualTo(TOKENIZER.countTokens(text));
    }

    @Test
    void ordinaryTextIsNotTakenForThreeTimesWhatItIs() {
        String english = texts().getFirst();
        assertThat(Tokens.of(english)).isLessThan(3 * TOKENIZER.countTokens(english));
    }
}
