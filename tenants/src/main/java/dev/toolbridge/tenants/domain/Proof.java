package dev.toolbridge.tenants.domain;

import java.security.SecureRandom;
import java.util.HexFormat;

/// The text with which a tenant shows that the DNS of a name is in its hands.
final class Proof {
    private static final String LABEL = "_toolbridge.";
    private static final String BEGIN = "toolbridge-verification=";
    private static final int BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Proof() {}

    static String fresh() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return BEGIN + HexFormat.of().formatHex(bytes);
    }

    /// The name that has to have the text: a domain that leaves no room for another label has it itself.
    static String place(DomainName name) {
        String below = LABEL + name.text();
        return below.length() <= DomainName.LENGTH_MAX ? below : name.text();
    }
}
