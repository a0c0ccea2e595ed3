package dev.toolbridge.api.item.decision;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A form by which a credential in a text is recognised. Each looks at a bounded number of characters from where it
/// begins, so that no text takes long.
enum CredentialRule {
    PRIVATE_KEY("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"),
    AWS_ACCESS_KEY("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
    GITHUB_TOKEN("\\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})"),
    GITLAB_TOKEN("\\bglpat-[\\w-]{20}"),
    SLACK_TOKEN("\\bxox[abeoprs]-[A-Za-z0-9-]{10}"),
    GOOGLE_API_KEY("\\bAIza[\\w-]{35}"),
    STRIPE_KEY("\\b[rs]k_(?:live|test)_[A-Za-z0-9]{16}"),
    AI_PROVIDER_KEY("\\bsk-(?:ant-|proj-)?[\\w-]{20}"),
    TOOLBRIDGE_KEY("\\bfb[ck]_(?:live|test)_\\w{8}"),
    SIGNED_TOKEN("\\beyJ[\\w-]{10,400}+\\.[\\w-]{10}"),
    ADDRESS_WITH_PASSWORD("://[^\\s/:@]{1,200}+:[^\\s/@]{3,200}+@"),
    ASSIGNED_SECRET("(?i)(?:password|passwd|secret|token|api[_-]?key)[\"']?\\s{0,4}[=:]\\s{0,4}[\"']?"
            + "(?=[\\w+/=-]{0,64}\\d)(?=[\\w+/=-]{0,64}[a-z])[\\w+/=-]{16}");

    private final Pattern form;

    CredentialRule(String form) {
        this.form = Pattern.compile(form);
    }

    /// The first rule that finds a credential in a text.
    static Optional<CredentialRule> find(String text) {
        return Arrays.stream(values())
                .filter(rule -> rule.form.matcher(text).find())
                .findFirst();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
