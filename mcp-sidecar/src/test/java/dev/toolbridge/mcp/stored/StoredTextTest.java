package dev.toolbridge.mcp.stored;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Stored text cannot leave its frame, and is restored unchanged.
class StoredTextTest {

    @ParameterizedTest
    @CsvSource({
        "200B", "200C", "200D", "200E", "202E", "2066", "2060", "FEFF", "00AD", "061C", "180E", "FFF9", "1D173",
        "E0001", "E0041", "E007F", "FE00", "FE0F", "E0100", "E01EF", "034F", "115F", "3164", "FFA0", "180B", "2028",
        "2029", "0085", "0000", "0007", "001B", "007F", "009B", "D800", "DFFF", "FFFE", "10FFFF"
    })
    void whatIsHiddenIsWrittenOut(String hex) {
        String hidden = Character.toString(Integer.parseInt(hex, 16));
        assertThat(StoredText.shown("a" + hidden + "b")).isEqualTo("a⟦U+" + hex + "⟧b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Straße, naïve, Ångström",
                "שלום",
                "日本語",
                "a\tb\nc",
                "a\r\nb",
                "❤️",
                "👩🏽‍💻",
                "🏳️‍🌈",
                "👨‍👩‍👧",
                "1️⃣ #️⃣",
                "🏃‍♀️",
                "⟧",
                "e\u0301"
            })
    void whatIsSeenStaysAsItIs(String text) {
        assertThat(StoredText.shown(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "a\uFE0Fb, a⟦U+FE0F⟧b",
        "❤\uFE0F\uFE0F, ❤\uFE0F⟦U+FE0F⟧",
        "👩\u200Db, 👩⟦U+200D⟧b",
        "a\u200D👩, a⟦U+200D⟧👩",
        "👩\u200D\u200D👩, 👩⟦U+200D⟧⟦U+200D⟧👩",
        "1\uFE0F, 1⟦U+FE0F⟧",
        "⟦U+202E⟧, ⟦U+27E6⟧U+202E⟧"
    })
    void joinersStayBetweenPictographsOnly(String text, String shown) {
        assertThat(StoredText.shown(text)).isEqualTo(shown);
    }

    @Test
    void whatIsShownIsReadBackAsItWas() {
        var random = new Random(11);
        List<String> pieces = List.of(
                "⟦",
                "⟧",
                "U+202E",
                "cut",
                "…",
                "\u202E",
                "\u200D",
                "👩",
                "\uFE0F",
                "\r",
                "\n",
                "a",
                "\uD800",
                "\u2028",
                "⟦U+0041⟧",
                "1",
                "\u20E3",
                "\udb40\udc41",
                "\"",
                "\\");
        for (int round = 0; round < 5_000; round++) {
            String text = IntStream.range(0, 12)
                    .mapToObj(_ -> pieces.get(random.nextInt(pieces.size())))
                    .collect(Collectors.joining());
            JsonNode stored =
                    Json.object().set(text, Json.mapper().createArrayNode().add(text));
            JsonNode shown = StoredText.shown(stored);
            assertThat(StoredText.read(shown)).isEqualTo(stored);
            assertThat(StoredText.isCut(shown)).isFalse();
        }
    }

    @Test
    void whatWasCutIsKnown() {
        assertThat(StoredText.isCut(TextNode.valueOf("beginning" + StoredText.CUT)))
                .isTrue();
    }

    @Test
    void aSentenceKeepsToItsLineAndLength() {
        assertThat(StoredText.inline(" a\n\u2028b\u3000\u2003c\u202E ", 100)).isEqualTo("a b c⟦U+202E⟧");
        assertThat(StoredText.inline("👩".repeat(50), 10)).isEqualTo("👩".repeat(10) + "…");
    }

    @Test
    void noLineOfAQuotationStandsOutside() {
        String text = "a\nb\r\nc\rd\u2028e\u0085f\u000Bg\u000Ch\n";
        assertThat(StoredText.quoted(text).lines()).hasSizeGreaterThan(3).allMatch(line -> line.startsWith("> "));
    }

    @Test
    void aPartNeverCutsACharacter() {
        assertThat(StoredText.part("👩a👩", 0, 1)).isEqualTo("👩");
        assertThat(StoredText.part("👩a👩", 2, 5)).isEqualTo("👩");
        assertThat(StoredText.part("👩a👩", 3, 5)).isEmpty();
    }
}
