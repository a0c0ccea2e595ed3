package dev.toolbridge.tenants.tenant;

import java.util.Optional;
import java.util.Set;

/// The short name of a tenant, which is a part of its host names.
public record Slug(String text) {
    private static final int LENGTH_MIN = 3;
    private static final int LENGTH_MAX = 30;
    private static final String FORM_WORDS =
            "must have 3 to 30 characters: small letters, digits and hyphens, a letter first, no hyphen last";

    /// The names that hosts of ours have or may get, and those that could deceive users.
    private static final Set<String> RESERVED = Set.of(
            "abuse",
            "account",
            "accounts",
            "admin",
            "administrator",
            "api",
            "app",
            "apps",
            "assets",
            "auth",
            "autoconfig",
            "autodiscover",
            "billing",
            "cdn",
            "console",
            "control",
            "dashboard",
            "deploy",
            "dns",
            "docs",
            "download",
            "downloads",
            "files",
            "ftp",
            "git",
            "help",
            "home",
            "hostmaster",
            "identity",
            "imap",
            "internal",
            "invalid",
            "local",
            "localhost",
            "login",
            "logout",
            "mail",
            "mcp",
            "members",
            "metrics",
            "mta-sts",
            "noreply",
            "ns1",
            "ns2",
            "oauth",
            "operator",
            "operators",
            "platform",
            "pop",
            "portal",
            "postmaster",
            "private",
            "public",
            "register",
            "root",
            "router",
            "security",
            "signin",
            "signup",
            "smtp",
            "sso",
            "static",
            "status",
            "support",
            "system",
            "tenant",
            "tenants",
            "toolbridge",
            "webmaster",
            "webmail",
            "workos",
            "wpad",
            "www");

    /// A slug of a tenant that exists: the list of reserved names may have grown since.
    ///
    /// @throws IllegalArgumentException if the text has not the form of a slug
    public Slug {
        if (!isFormed(text)) {
            throw new IllegalArgumentException(FORM_WORDS);
        }
    }

    private static boolean isFormed(String text) {
        return text.length() >= LENGTH_MIN
                && text.length() <= LENGTH_MAX
                && isLetter(text.charAt(0))
                && text.charAt(text.length() - 1) != '-'
                && text.chars().allMatch(letter -> isLetter(letter) || isDigit(letter) || letter == '-');
    }

    private static boolean isLetter(int letter) {
        return letter >= 'a' && letter <= 'z';
    }

    private static boolean isDigit(int letter) {
        return letter >= '0' && letter <= '9';
    }

    /// The reason for which a text cannot be the slug of a new tenant; empty if it can.
    public static Optional<String> fault(String text) {
        if (!isFormed(text)) {
            return Optional.of(FORM_WORDS);
        }
        if (text.startsWith("xn--")) {
            return Optional.of("must not begin as an encoded international name does");
        }
        return RESERVED.contains(text) ? Optional.of("is reserved") : Optional.empty();
    }
}
