package dev.toolbridge.service.text;

/// Characters that a reader does not see, or that change the order or the lines of others. Line feeds and tabs
/// do not count as hidden.
public final class HiddenCharacters {
    private static final int JOINER = 0x200D;
    private static final int PICTURE_VARIATION = 0xFE0F;
    private static final int KEYCAP = 0x20E3;
    private static final int PLANE = 0xFFFE;

    /// Code points that are ignorable by default without the category Cf (Unicode Character Database,
    /// DerivedCoreProperties), as pairs of a first and a last one.
    private static final int[] IGNORABLE = {
        0x034F, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x2065, 0x2065, 0x3164, 0x3164, 0xFE00, 0xFE0F,
        0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8, 0xE0000, 0xE0FFF
    };

    private HiddenCharacters() {}

    /// Tells if the code point at that place is hidden: joiners and variation selectors are visible where
    /// pictographs need them.
    public static boolean isAt(String text, int index) {
        int point = text.codePointAt(index);
        return isHidden(point) && !belongs(text, index, point);
    }

    private static boolean isHidden(int point) {
        if (point >= ' ' && point < 0x7F) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\n' && point != '\t';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> isIgnorable(point) || (point & PLANE) == PLANE;
        };
    }

    private static boolean isIgnorable(int point) {
        for (int pair = 0; pair < IGNORABLE.length; pair += 2) {
            if (point >= IGNORABLE[pair] && point <= IGNORABLE[pair + 1]) {
                return true;
            }
        }
        return false;
    }

    private static boolean belongs(String text, int index, int point) {
        return switch (point) {
            case '\r' -> next(text, index) == '\n';
            case PICTURE_VARIATION -> isPicture(before(text, index)) || isKeycap(text, index);
            case JOINER -> joins(text, index);
            default -> false;
        };
    }

    /// Tells if a joiner connects two pictographs (Unicode Technical Standard 51, ED-16).
    private static boolean joins(String text, int index) {
        int last = before(text, index);
        boolean afterPicture = last == PICTURE_VARIATION
                ? isPicture(before(text, index - 1))
                : isPicture(last) || Character.isEmojiModifier(last);
        return afterPicture && isPicture(next(text, index));
    }

    private static boolean isKeycap(String text, int index) {
        int last = before(text, index);
        return ((last >= '0' && last <= '9') || last == '#' || last == '*') && next(text, index) == KEYCAP;
    }

    private static boolean isPicture(int point) {
        return Character.isExtendedPictographic(point);
    }

    /// The code point after the one of a single unit at that place; 0 at the end.
    private static int next(String text, int index) {
        return index + 1 < text.length() ? text.codePointAt(index + 1) : 0;
    }

    private static int before(String text, int index) {
        return index > 0 ? text.codePointBefore(index) : 0;
    }
}
