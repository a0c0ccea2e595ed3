package dev.toolbridge.tenants.certificate;

import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The settings of the issuer of certificates. Nothing is ordered unless all of them are given: an account at an issuer
/// is a contract.
///
/// @param directory the issuer's address (RFC 8555, section 7.1.1)
/// @param contact the address of e-mail to which the issuer writes
/// @param trust certificates (PEM) of the issuer's own address, if no public authority made that
public record AcmeConfig(URI directory, String contact, Optional<Path> trust) {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,253}");

    private static final Setting<URI> DIRECTORY = new Setting<>(
            "ACME_DIRECTORY",
            Optional.empty(),
            AcmeConfig::directory,
            false,
            "The directory of the issuer of certificates (https, RFC 8555); unset: none are ordered.");
    private static final Setting<String> CONTACT = new Setting<>(
            "ACME_CONTACT",
            Optional.empty(),
            AcmeConfig::contact,
            false,
            "The address of e-mail to which the issuer writes; needed with ACME_DIRECTORY.");
    private static final Setting<Boolean> AGREED = Setting.flag(
            "ACME_TERMS_AGREED", "Whether the issuer's terms are agreed to; must be true with ACME_DIRECTORY.");
    private static final Setting<String> TRUST = Setting.text(
            "ACME_CA_FILE", "The certificates (PEM) that the issuer's own address is checked with; unset: Java's.");

    public static final List<Setting<?>> SETTINGS = List.of(DIRECTORY, CONTACT, AGREED, TRUST);

    /// Empty if nothing is to be ordered.
    ///
    /// @throws SettingError if the contact or the agreement is missing
    public static Optional<AcmeConfig> from(Settings settings) {
        return settings.find(DIRECTORY).map(directory -> {
            String contact = settings.find(CONTACT)
                    .orElseThrow(() -> new SettingError("ACME_CONTACT is needed with ACME_DIRECTORY"));
            if (!settings.get(AGREED)) {
                throw new SettingError(
                        "ACME_TERMS_AGREED must be true with ACME_DIRECTORY: read the issuer's terms, and agree to"
                                + " them");
            }
            return new AcmeConfig(directory, contact, settings.find(TRUST).map(Path::of));
        });
    }

    private static URI directory(String text) {
        URI directory = URI.create(text);
        if (!"https".equals(directory.getScheme()) || directory.getHost() == null) {
            throw new IllegalArgumentException("an address that begins with https://");
        }
        return directory;
    }

    private static String contact(String text) {
        if (!EMAIL.matcher(text).matches()) {
            throw new IllegalArgumentException("an address of e-mail");
        }
        return text;
    }
}
