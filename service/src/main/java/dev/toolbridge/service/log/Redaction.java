package dev.toolbridge.service.log;

import java.util.regex.Pattern;

/// The last net under our own care: what looks like a credential is not written, wherever it came from.
public final class Redaction {
    private static final String MASK = "***";

    /// Signed tokens, API keys, credentials after a scheme's name, passwords in addresses and settings.
    private static final Pattern CREDENTIAL = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+(?:\\.[\\w-]*)*"
            + "|fbk_(?:live|test)_\\w+"
            + "|(?i:(?<=bearer )|(?<=basic ))[\\w.~+/=-]{12,}"
            + "|(?<=://)[^\\s/@]+(?=@)"
            + "|(?i:(?<=password=)|(?<=secret=)|(?<=token=)|(?<=api_key=))[^\\s&,;]+");

    /// No credential is shorter.
    private static final int LENGTH_MIN = 8;

    private Redaction() {}

    /// The text without credentials. Most texts hold none and are given back as they are.
    public static String of(String text) {
        return text.length() < LENGTH_MIN || !mayHoldCredential(text)
                ? text
                : CREDENTIAL.matcher(text).replaceAll(MASK);
    }

    /// A quick look, since this runs for every text of every line.
    private static boolean mayHoldCredential(String text) {
        return text.indexOf('@') >= 0
                || text.indexOf('=') >= 0
                || text.contains("eyJ")
                || text.contains("fbk_")
                || text.contains("earer ")
                || text.contains("asic ");
    }
}
