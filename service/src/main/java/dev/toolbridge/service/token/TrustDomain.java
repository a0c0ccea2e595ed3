package dev.toolbridge.service.token;

import com.nimbusds.jose.JWSAlgorithm;

/// One signer with its only algorithm, its keys, and what its tokens must say.
record TrustDomain(TokenOrigin origin, JWSAlgorithm algorithm, KeySource keys, ClaimRules rules) {}
