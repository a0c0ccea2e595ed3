package dev.toolbridge.tenants.placement;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of what belongs to a tenant in a cluster, the same each time (PostgreSQL allows 63 bytes).
record TenantNames(UUID tenant) {
    private static final String PREFIX = "tb_";
    private static final Pattern FORM =
            Pattern.compile(PREFIX + "([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})(_[abm])?");

    /// The tenant whose database or login has a name; empty for a name of another form.
    static Optional<TenantNames> parse(String name) {
        Matcher found = FORM.matcher(name);
        return found.matches()
                ? Optional.of(new TenantNames(UUID.fromString(String.join(
                        "-", found.group(1), found.group(2), found.group(3), found.group(4), found.group(5)))))
                : Optional.empty();
    }

    String database() {
        return PREFIX + tenant.toString().replace("-", "");
    }

    String login(TenantLogin login) {
        return database() + "_" + login.suffix();
    }

    List<String> logins() {
        return TenantLogin.all().stream().map(this::login).toList();
    }
}
