package dev.toolbridge.service.http;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// The id that follows a request: the client's own when it is one we can safely write down, else a new one.
public final class Correlation {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

    private Correlation() {}

    public static String idFrom(List<String> headerValues) {
        return headerValues.size() == 1 && SAFE.matcher(headerValues.getFirst()).matches()
                ? headerValues.getFirst()
                : newId();
    }

    /// A UUID of version 4. It names a request and opens nothing, so its digits need not be hard to guess.
    private static String newId() {
        var random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
