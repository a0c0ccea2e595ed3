package dev.toolbridge.service.http;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id that follows a request: the client's own when it is one we can safely write down, else a new one.
public final class Correlation {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

    private Correlation() {}

    public static String idFrom(List<String> headerValues) {
        return headerValues.size() == 1 && SAFE.matcher(headerValues.getFirst()).matches()
                ? headerValues.getFirst()
                : UUID.randomUUID().toString();
    }
}
