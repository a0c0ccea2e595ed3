package dev.toolbridge.token.signature;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/// The keys of one trust domain as they are now.
public interface KeySource extends JWKSource<SecurityContext> {

    /// Changes whenever the keys do, so that tokens which an older set verified are verified again.
    long generation();
}
