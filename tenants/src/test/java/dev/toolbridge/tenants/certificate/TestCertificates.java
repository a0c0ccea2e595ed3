package dev.toolbridge.tenants.certificate;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.router.haproxy.CertificateSource;
import dev.toolbridge.tenants.router.haproxy.Certificates;
import dev.toolbridge.tenants.secret.SecretFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Certificates that a test gives a router, without tables.
public final class TestCertificates implements CertificateSource {
    private final Map<String, KeyedCertificate> byHost = new ConcurrentHashMap<>();
    private final Map<String, String> challenges = new ConcurrentHashMap<>();

    public void put(String host, KeyedCertificate certificate) {
        byHost.put(host, certificate);
    }

    public void remove(String host) {
        byHost.remove(host);
    }

    /// Gives an answer to those who check a name.
    ///
    /// @param place the host with the path
    public void answer(String place, String answer) {
        challenges.put(place, answer);
    }

    @Override
    public Certificates wanted() {
        var ids = new TreeMap<String, String>();
        byHost.forEach((host, certificate) -> ids.put(host, certificate.id(host)));
        return new Certificates(ids, new TreeMap<>(challenges));
    }

    @Override
    public boolean write(String id, Path file) throws IOException {
        for (var entry : byHost.entrySet()) {
            KeyedCertificate certificate = entry.getValue();
            if (certificate.id(entry.getKey()).equals(id)) {
                var text =
                        new Secret(certificate.chainPem() + certificate.keyPem().reveal());
                SecretFolder.of(file.getParent()).write(file.getFileName().toString(), text);
                return true;
            }
        }
        return false;
    }
}
