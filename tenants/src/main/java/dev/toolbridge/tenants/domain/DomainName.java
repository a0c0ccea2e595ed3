package dev.toolbridge.tenants.domain;

import dev.toolbridge.tenants.router.haproxy.HostName;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/// The name of a domain that a tenant can bring. Names with other letters than ASCII are kept in their encoded form
/// (UTS #46, without its transitional rules).
public record DomainName(String text) {
    static final int LENGTH_MAX = 253;

    /// Names that the public DNS does not have (RFC 6761 and others).
    private static final Set<String> SPECIAL =
            Set.of("localhost", "local", "internal", "invalid", "onion", "arpa", "alt");

    /// Scripts that one label may join (UTS #39, section 5.2, "highly restrictive").
    private static final List<Set<Character.UnicodeScript>> TOGETHER = List.of(
            EnumSet.of(
                    Character.UnicodeScript.LATIN,
                    Character.UnicodeScript.HAN,
                    Character.UnicodeScript.HIRAGANA,
                    Character.UnicodeScript.KATAKANA),
            EnumSet.of(Character.UnicodeScript.LATIN, Character.UnicodeScript.HAN, Character.UnicodeScript.BOPOMOFO),
            EnumSet.of(Character.UnicodeScript.LATIN, Character.UnicodeScript.HAN, Character.UnicodeScript.HANGUL));

    /// The reading of a text.
    sealed interface Reading {

        record Good(DomainName name) implements Reading {}

        /// A name that is refused.
        ///
        /// @param fault goes on from "the name"
        record Bad(String fault) implements Reading {}
    }

    /// Reads what somebody has written.
    static Reading read(String text) {
        Optional<String> fault = faultOfForm(text);
        if (fault.isPresent()) {
            return new Reading.Bad(fault.get());
        }
        try {
            var url = new HttpUrl.Builder().scheme("https").host(text).build();
            String name = new HostName(url.host()).text();
            return faultOfName(text, name, url)
                    .<Reading>map(Reading.Bad::new)
                    .orElseGet(() -> new Reading.Good(new DomainName(name)));
        } catch (IllegalArgumentException noName) {
            return new Reading.Bad("must be labels of letters, digits and -, at most 63 long each, joined by dots, and"
                    + " letters beyond ASCII must have an encoded form (IDNA)");
        }
    }

    private static Optional<String> faultOfForm(String text) {
        boolean isAscii = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        int lengthMax = text.endsWith(".") ? LENGTH_MAX + 1 : LENGTH_MAX;
        if (text.length() > lengthMax && isAscii) {
            return Optional.of("must have " + LENGTH_MAX + " characters at most");
        }
        if (text.contains("*")) {
            return Optional.of("must be one name: certificates for all names below another are not made");
        }
        return text.chars().anyMatch(letter -> "/:%@?#[]".indexOf(letter) >= 0)
                ? Optional.of("must be a domain alone: no address, port, scheme or path")
                : Optional.empty();
    }

    private static Optional<String> faultOfName(String text, String name, HttpUrl url) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (SPECIAL.contains(last)) {
            return Optional.of("must be a name of the public DNS; ." + last + " is not a part of it");
        }
        if (url.topPrivateDomain() == null) {
            return Optional.of("must not be a public suffix: names are registered below it");
        }
        return Stream.of(text.split("\\.", -1)).allMatch(DomainName::isOfOneScript)
                ? Optional.empty()
                : Optional.of("must not mix scripts in a label: it can be taken for another name");
    }

    private static boolean isOfOneScript(String label) {
        var scripts = EnumSet.noneOf(Character.UnicodeScript.class);
        IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED)
                .codePoints()
                .mapToObj(Character.UnicodeScript::of)
                .forEach(scripts::add);
        scripts.remove(Character.UnicodeScript.COMMON);
        scripts.remove(Character.UnicodeScript.INHERITED);
        return scripts.size() <= 1 || TOGETHER.stream().anyMatch(allowed -> allowed.containsAll(scripts));
    }

    /// Tells if the name is another one or below it.
    boolean isWithin(String other) {
        return text.equals(other) || text.endsWith("." + other);
    }

    @Override
    public String toString() {
        return text;
    }
}
