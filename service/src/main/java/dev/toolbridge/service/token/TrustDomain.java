package dev.toolbridge.service.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.Set;

/// One issuer with its only algorithm, its keys, and the audiences its tokens must name (any of them; none: not
// checked).
record TrustDomain(String issuer, JWSAlgorithm algorithm, JWKSource<SecurityContext> keys, Set<String> audiences) {}
