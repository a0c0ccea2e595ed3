package dev.toolbridge.service.route;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The values of the parameters that routes share, taken as leniently as old clients need.
public final class ParameterValues {
    public static final String LIMIT = "limit";
    public static final String CURSOR = "cursor";
    static final int LIMIT_DEFAULT = 500;
    static final int LIMIT_MAX = 1_000;
    private static final int DIGITS_MAX = 9;
    private static final Pattern WHOLE = Pattern.compile("0*(\\d+)");

    private ParameterValues() {}

    public static UUID uid(Request request) {
        return UidForm.read(request.parameter("uid")).orElseThrow(() -> Refusal.of(ErrorCode.INVALID_UID, "invalid UID")
                .fact("field", "uid")
                .fact("expected", "a UUID"));
    }

    /// The page size: what cannot be read counts as missing, what is too large as the largest.
    public static int limit(Request request) {
        int asked = request.queryValue(LIMIT)
                .map(text -> whole(text, LIMIT_DEFAULT))
                .orElse(LIMIT_DEFAULT);
        return asked == 0 ? LIMIT_DEFAULT : Math.min(asked, LIMIT_MAX);
    }

    /// The text of the cursor, empty when it came without one.
    public static Optional<String> cursor(Request request) {
        return request.queryValue(CURSOR);
    }

    /// A flag that old clients do not know, so that nobody needs it read leniently.
    public static boolean flag(Request request, Parameter flag) {
        String name = flag.name();
        return switch (request.queryValue(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            case String _ ->
                throw Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter " + name + " must be true or false")
                        .fact("field", name)
                        .fact("expected", "true or false");
        };
    }

    /// A number that is not negative; one that is too long is as large as one can be.
    public static int whole(String text, int otherwise) {
        Matcher number = WHOLE.matcher(text);
        if (!number.matches()) {
            return otherwise;
        }
        String digits = number.group(1);
        return digits.length() > DIGITS_MAX ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}
