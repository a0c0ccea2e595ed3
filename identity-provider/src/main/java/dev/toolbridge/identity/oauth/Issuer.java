package dev.toolbridge.identity.oauth;

import java.util.concurrent.atomic.AtomicReference;

/// The provider's own address, which is its issuer. It is known once the server listens.
public final class Issuer {
    private final AtomicReference<String> address;

    public Issuer(String address) {
        this.address = new AtomicReference<>(address);
    }

    public void set(String known) {
        address.set(known);
    }

    public String address() {
        return address.get();
    }

    String at(String path) {
        return address() + path;
    }
}
