package dev.toolbridge.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import dev.toolbridge.token.signature.KeySetFetch;
import dev.toolbridge.token.signature.PublishedKeys;
import dev.toolbridge.token.signature.SignatureAlgorithm;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// One verifier for each signer that we trust. A token's header chooses the verifier and nothing else: the chosen one
/// then takes only its own keys, its own algorithm and its own issuer.
///
/// @param secret tokens signed with the deployment's secret, or another secret of its own
/// @param backend tokens signed with an RSA key of our own
/// @param provider tokens of the identity provider
/// @param own keys of our own
record TrustDomains(JwtVerifier secret, JwtVerifier backend, Optional<JwtVerifier> provider, OwnKeys own) {

    static TrustDomains from(TokenConfig config, TokenSurroundings surroundings) {
        var reading = new TokenReading(config.tenantClaim(), config.scopes());
        Function<TrustDomain, JwtVerifier> verifier = domain -> new JwtVerifier(domain, reading, surroundings.clock());
        var providerRules = config.provider().map(named -> new ProviderRules(named, config.audiences()));
        var backendRules = new ClaimRules.BackendRules(config.audiences());
        ClaimRules secretRules = config.environment().isProduction()
                ? backendRules
                : new ClaimRules.DevelopmentRules(providerRules, config.audiences());
        var own = surroundings.own();
        return new TrustDomains(
                verifier.apply(new TrustDomain(TokenOrigin.OWN, Set.of(JWSAlgorithm.HS256), own, secretRules)),
                verifier.apply(new TrustDomain(TokenOrigin.OWN, Set.of(JWSAlgorithm.RS256), own, backendRules)),
                providerRules.map(rules -> verifier.apply(provider(rules, surroundings))),
                own);
    }

    private static TrustDomain provider(ProviderRules rules, TokenSurroundings surroundings) {
        var named = rules.provider();
        var fetch = new KeySetFetch(named.keys(), named.algorithms());
        return new TrustDomain(
                TokenOrigin.PROVIDER,
                SignatureAlgorithm.algorithms(named.algorithms()),
                new PublishedKeys(fetch, surroundings.clock(), surroundings.meters()),
                rules);
    }

    JwtVerifier verifierOf(JWSHeader header) {
        JWSAlgorithm algorithm = header.getAlgorithm();
        if (algorithm.equals(JWSAlgorithm.HS256)) {
            return secret;
        }
        if (algorithm.equals(JWSAlgorithm.RS256) && header.getKeyID() != null && own.knows(header.getKeyID())) {
            return backend;
        }
        return provider.filter(named -> named.knows(algorithm))
                .orElseThrow(() -> new TokenRejected("no trust domain for that key and algorithm " + algorithm));
    }
}
