package dev.toolbridge.api.route;

import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.service.http.Request;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The entity tags of a request in `If-Match` or `If-None-Match`, from all lines of the header (RFC 9110,
/// section 8.8.3). Old clients write the bare number of a version instead of its tag.
///
/// Text that is neither a tag nor a number is ignored. A member with a quotation mark counts as a tag: it is
/// compared, and a malformed one equals no version.
public record EntityTags(List<Tag> tags) {
    /// A quoted tag may hold commas; any other member ends at one.
    private static final Pattern MEMBER = Pattern.compile("(?:[^,\"]|\"[^\"]*+\"|\")++");

    private static final Pattern QUOTED = Pattern.compile("([Ww]/)?\"([^\"]*)\"");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");

    /// A longer number is no item's version, and must not be written out.
    private static final int NUMBER_LENGTH_MAX = 40;

    public EntityTags {
        tags = List.copyOf(tags);
    }

    /// One member of the list, with the text between its quotes.
    public record Tag(Kind kind, String opaque) {}

    /// The star means any version only without quotes: in quotes it is an ordinary tag.
    public enum Kind {
        STRONG,
        WEAK,
        ANY
    }

    /// The condition of a write on the stored version: the comparison is strong, so a weak tag never matches.
    public static Precondition ifMatch(Request request) {
        return of(request, "If-Match").map(EntityTags::precondition).orElseGet(Precondition.None::new);
    }

    /// The same condition, written in another place than the header; empty if the text names no version.
    public static Optional<Precondition> condition(String text) {
        return of(text).map(EntityTags::precondition);
    }

    /// Tells if the client has this version already: the comparison is weak.
    public static boolean ifNoneMatch(Request request, long version) {
        String current = Long.toString(version);
        return of(request, "If-None-Match").stream()
                .flatMap(named -> named.tags.stream())
                .anyMatch(tag -> tag.kind == Kind.ANY || tag.opaque.equals(current));
    }

    private Precondition precondition() {
        return tags.stream().anyMatch(tag -> tag.kind == Kind.ANY)
                ? new Precondition.None()
                : new Precondition.Versions(tags.stream()
                        .filter(tag -> tag.kind == Kind.STRONG)
                        .map(Tag::opaque)
                        .toList());
    }

    /// The tags in the header; empty when it is absent or names none.
    private static Optional<EntityTags> of(Request request, String header) {
        return request.listHeader(header).flatMap(EntityTags::of);
    }

    private static Optional<EntityTags> of(String list) {
        var named = new EntityTags(MEMBER.matcher(list)
                .results()
                .flatMap(member -> tag(member.group().strip()))
                .toList());
        return Optional.of(named).filter(found -> !found.tags.isEmpty());
    }

    private static Stream<Tag> tag(String member) {
        Matcher quoted = QUOTED.matcher(member);
        if (quoted.matches()) {
            return Stream.of(new Tag(quoted.group(1) == null ? Kind.STRONG : Kind.WEAK, quoted.group(2)));
        }
        if (NUMBER.matcher(member).matches()) {
            return Stream.of(new Tag(Kind.STRONG, whole(member)));
        }
        if (member.equals("*")) {
            return Stream.of(new Tag(Kind.ANY, member));
        }
        return member.contains("\"") ? Stream.of(new Tag(Kind.STRONG, member)) : Stream.empty();
    }

    /// The number in the form of versions, if the text is a number.
    private static String whole(String number) {
        boolean hasExponent = number.indexOf('e') >= 0 || number.indexOf('E') >= 0;
        return hasExponent || number.length() > NUMBER_LENGTH_MAX
                ? number
                : new BigDecimal(number).stripTrailingZeros().toPlainString();
    }
}
