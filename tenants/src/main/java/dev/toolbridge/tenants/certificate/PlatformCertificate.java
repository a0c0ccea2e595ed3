package dev.toolbridge.tenants.certificate;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.tenants.router.haproxy.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate of all names below the platform's domain. It is in a file that somebody else keeps new.
public final class PlatformCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformCertificate.class);
    private static final String SETTING = "ROUTER_TLS_CERTIFICATE_FILE";
    private static final int BYTES_MAX = 64 * 1024;

    private final Optional<Path> file;
    private final String domain;
    private Optional<Wanted> last = Optional.empty();

    private PlatformCertificate(Optional<Path> file, String domain) {
        this.file = file;
        this.domain = domain;
    }

    /// The certificate in a file.
    ///
    /// @param domain the value of `TENANTS_DOMAIN`
    /// @throws SettingError if the file is not a good certificate for the names below the domain
    public static PlatformCertificate of(Optional<Path> file, String domain) {
        var certificate = new PlatformCertificate(file, domain);
        file.ifPresent(path -> {
            if (certificate.read(path) instanceof GivenCertificate.Reading.Bad(String _, String expected)) {
                throw new SettingError(SETTING + ": " + path + " must have " + expected);
            }
        });
        return certificate;
    }

    /// The certificate as the router serves it.
    ///
    /// @param host `*.` and the domain
    record Wanted(String host, String id, KeyedCertificate certificate) {}

    /// The content of the file; if that is not a good one now, the one before.
    synchronized Optional<Wanted> wanted() {
        if (file.isPresent()) {
            switch (read(file.get())) {
                case GivenCertificate.Reading.Good(KeyedCertificate read) ->
                    last = Optional.of(new Wanted("*." + domain, read.id("*." + domain), read));
                case GivenCertificate.Reading.Bad(String _, String expected) ->
                    LOG.atError()
                            .addKeyValue("file", file.get())
                            .addKeyValue("expected", expected)
                            .log("the platform's certificate is not a good one; the one before is served");
            }
        }
        return last;
    }

    synchronized Optional<Secret> pem(String id) {
        return last.filter(own -> own.id().equals(id))
                .map(own -> new Secret(own.certificate().chainPem()
                        + own.certificate().keyPem().reveal()));
    }

    private GivenCertificate.Reading read(Path path) {
        try {
            String text = Files.size(path) > BYTES_MAX ? "" : Files.readString(path);
            return GivenCertificate.read(text, new Secret(text), new HostName("any." + domain), Instant.now());
        } catch (IOException unreadable) {
            return new GivenCertificate.Reading.Bad("certificate", "a certificate and its key that can be read");
        }
    }
}
