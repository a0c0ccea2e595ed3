package dev.toolbridge.tenants.secret;

import java.util.regex.Pattern;

/// The name of a secret within its tenant.
public record SecretName(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public SecretName {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a secret's name has small letters, digits and -, begins with a letter, and is up to 63 long");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
