package dev.toolbridge.moving.view;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// Makes names of files from titles: good on Linux, macOS and Windows, none like another in any letter case or form of
/// Unicode, and without characters that turn or hide what follows.
public final class FileNames {
    /// The longest name, in bytes of UTF-8.
    public static final int BYTES_MAX = 120;

    private static final String EXTENSION = ".md";
    private static final String UNTITLED = "untitled";
    private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"/\\\\|?*\\p{Cc}\\p{Cs}\\p{Cn}\\p{Co}\\p{Z}]+");
    private static final Pattern HIDDEN = Pattern.compile("\\p{Cf}+");
    private static final Pattern BEGINNING = Pattern.compile("^[ .]+");
    private static final Pattern END = Pattern.compile("[ .]+$");
    private static final Pattern DRAWING = Pattern.compile("(?i)\\.excalidraw$");

    /// The names that Windows gives to devices, with any extension.
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(?:con|prn|aux|nul|conin\\$|conout\\$|(?:com|lpt)[0-9¹²³])(?:\\..*)?");

    private final Set<String> given = new HashSet<>();

    /// The name for an item in a folder; of two with one title, the second has its uid in it.
    public String of(String folder, String title, UUID uid) {
        String plain = plain(title);
        String name = cut(plain, BYTES_MAX - EXTENSION.length()) + EXTENSION;
        String suffix = " " + uid;
        while (!given.add(key(folder + "/" + name))) {
            name = cut(plain, BYTES_MAX - EXTENSION.length() - suffix.length()) + suffix + EXTENSION;
            suffix += "'";
        }
        return folder + "/" + name;
    }

    private static String plain(String title) {
        String visible = FORBIDDEN.matcher(HIDDEN.matcher(title).replaceAll("")).replaceAll(" ");
        String bare = END.matcher(BEGINNING.matcher(visible).replaceFirst("")).replaceFirst("");
        String still = DRAWING.matcher(bare).replaceFirst(" excalidraw");
        if (still.isEmpty()) {
            return UNTITLED;
        }
        return DEVICE.matcher(still).matches() ? "_" + still : still;
    }

    /// Cuts between characters that people see as one, and leaves no blank at the end.
    private static String cut(String name, int bytesMax) {
        int end = name.length();
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > bytesMax) {
            end = name.offsetByCodePoints(end, -1);
            while (end > 0 && Character.getType(name.codePointAt(end)) == Character.NON_SPACING_MARK) {
                end = name.offsetByCodePoints(end, -1);
            }
        }
        String left = END.matcher(name.substring(0, end)).replaceFirst("");
        return left.isEmpty() ? UNTITLED : left;
    }

    private static String key(String path) {
        String folded = Normalizer.normalize(path, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }
}
