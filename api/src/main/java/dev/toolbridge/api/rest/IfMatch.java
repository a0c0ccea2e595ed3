package dev.toolbridge.api.rest;

import dev.toolbridge.api.item.Precondition;
import dev.toolbridge.service.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `If-Match` (RFC 9110, section 13.1.1): quoted or bare versions, lists and `*`; a weak tag never matches.
///
/// A header that cannot be read at all is ignored, as old clients expect.
final class IfMatch {
    private static final String HEADER = "If-Match";
    private static final Pattern TAG = Pattern.compile("\\s*(W/)?(?:\"(\\d{1,18})\"|(\\d{1,18}))\\s*");

    private IfMatch() {}

    static Precondition parse(Request request) {
        return request.listHeader(HEADER)
                .filter(value -> !value.strip().equals("*"))
                .flatMap(IfMatch::versions)
                .<Precondition>map(Precondition.Versions::new)
                .orElseGet(Precondition.None::new);
    }

    private static Optional<List<Long>> versions(String value) {
        var versions = new ArrayList<Long>();
        for (String part : value.split(",", -1)) {
            Matcher tag = TAG.matcher(part);
            if (!tag.matches()) {
                return Optional.empty();
            }
            if (tag.group(1) == null) {
                versions.add(Long.parseLong(tag.group(2) == null ? tag.group(3) : tag.group(2)));
            }
        }
        return Optional.of(versions);
    }
}
