package dev.toolbridge.tenants.certificate;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.router.haproxy.CertificateSource;
import dev.toolbridge.tenants.router.haproxy.Certificates;
import java.util.Map;
import java.util.Optional;
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
    public Optional<Secret> pem(String id) {
        return byHost.entrySet().stream()
                .filter(entry -> entry.getValue().id(entry.getKey()).equals(id))
                .map(entry -> new Secret(
                        entry.getValue().chainPem() + entry.getValue().keyPem().reveal()))
                .findFirst();
    }
}
