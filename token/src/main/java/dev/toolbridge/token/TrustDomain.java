package dev.toolbridge.token;

import com.nimbusds.jose.JWSAlgorithm;
import dev.toolbridge.token.signature.KeySource;
import java.util.Set;

/// One signer with its algorithms, its keys, and the claims that its tokens must have.
record TrustDomain(TokenOrigin origin, Set<JWSAlgorithm> algorithms, KeySource keys, ClaimRules rules) {

    TrustDomain {
        algorithms = Set.copyOf(algorithms);
    }
}
