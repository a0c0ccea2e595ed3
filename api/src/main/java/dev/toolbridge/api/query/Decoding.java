package dev.toolbridge.api.query;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Decodes a part of a URL's query (percent signs, and plus signs for blanks) and remembers the place of
/// each character.
final class Decoding {
    private static final int TRIPLET = 3;
    private static final int HEXADECIMAL = 16;

    /// The first code points that take two, three and four bytes of UTF-8.
    private static final List<Integer> LONGER = List.of(0x80, 0x800, 0x10000);

    private final String parameter;
    private final String text;
    private final StringBuilder decoded = new StringBuilder();
    private final List<Integer> places = new ArrayList<>();
    private int at;
    private int end;

    /// @param parameter the name of the whole text, for refusals
    Decoding(String parameter, String text) {
        this.parameter = parameter;
        this.text = text;
    }

    /// The characters from a place up to another.
    Reading between(int begin, int last) {
        at = begin;
        end = last;
        while (at < end) {
            if (text.charAt(at) == '%') {
                takeTriplets();
            } else {
                take(text.charAt(at) == '+' ? ' ' : text.charAt(at), at);
                at++;
            }
        }
        places.add(end);
        List<Integer> ofCharacters = List.copyOf(places);
        return new Reading(parameter, decoded.toString(), ofCharacters::get);
    }

    private void take(char character, int place) {
        decoded.append(character);
        places.add(place);
    }

    /// Decodes the bytes that stand here one after the other, since a character may have several.
    private void takeTriplets() {
        int begin = at;
        var bytes = new ByteArrayOutputStream();
        while (at < end && text.charAt(at) == '%') {
            bytes.write(takeByte());
        }
        int place = begin;
        for (int codePoint : characters(bytes.toByteArray(), begin).codePoints().toArray()) {
            for (char character : Character.toChars(codePoint)) {
                take(character, place);
            }
            place += TRIPLET * length(codePoint);
        }
    }

    private int takeByte() {
        if (at + TRIPLET > end || !isHexadecimal(at + 1) || !isHexadecimal(at + 2)) {
            throw new Spot(parameter, at)
                    .refusal("a percent sign without two hexadecimal digits", "%25 for a percent sign");
        }
        int value = Integer.parseInt(text.substring(at + 1, at + TRIPLET), HEXADECIMAL);
        at += TRIPLET;
        return value;
    }

    private boolean isHexadecimal(int place) {
        char character = text.charAt(place);
        return character < LONGER.getFirst() && Character.digit(character, HEXADECIMAL) >= 0;
    }

    private String characters(byte[] bytes, int begin) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new Spot(parameter, begin).refusal("encoded bytes are not UTF-8", "UTF-8");
        }
    }

    private static int length(int codePoint) {
        return 1 + (int) LONGER.stream().filter(first -> codePoint >= first).count();
    }
}
