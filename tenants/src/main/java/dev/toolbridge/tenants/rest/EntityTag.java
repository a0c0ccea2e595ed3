package dev.toolbridge.tenants.rest;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The entity tag of a tenant: its version in quotes (RFC 9110, section 8.8.3).
final class EntityTag {
    private static final String HEADER = "If-Match";
    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

    private EntityTag() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /// The version that a request names; `*` is the present one. Any other text is no tag of a tenant's.
    static long required(Request request, long present) {
        String text = request.listHeader(HEADER).map(String::strip).orElseThrow(() -> Refusal.of(
                        ErrorCode.PRECONDITION_REQUIRED, "header If-Match must name a version")
                .fact("field", HEADER));
        if (text.equals("*")) {
            return present;
        }
        Matcher tag = TAG.matcher(text);
        if (!tag.matches()) {
            throw stale(present);
        }
        return Long.parseLong(tag.group(1));
    }

    static Refusal stale(long present) {
        return Refusal.of(ErrorCode.VERSION_MISMATCH, "the tenant has another version")
                .fact("version", present);
    }
}
