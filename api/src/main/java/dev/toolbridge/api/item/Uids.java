package dev.toolbridge.api.item;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Uids as clients write them: UUIDs in any letter case (RFC 9562, section 4).
public final class Uids {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Uids() {}

    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
