package dev.toolbridge.token.signature;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The key set of an identity provider as it was read: each key for itself (RFC 7517, section 5).
///
/// @param keys those that can verify its tokens
/// @param unreadable a sentence about each key that is skipped because it cannot be read
record PublishedKeySet(JWKSet keys, List<String> unreadable) {
    /// Members that only private and secret keys have (RFC 7518, sections 6.2 to 6.4).
    private static final Set<String> PRIVATE = Set.of("d", "k", "priv");

    private static final int REASON_LENGTH_MAX = 200;

    PublishedKeySet {
        unreadable = List.copyOf(unreadable);
    }

    /// Reads a set; keys for other uses than those algorithms are not for us.
    ///
    /// @throws ParseException if it is no key set, shows private keys, or has no key that we can use
    static PublishedKeySet parse(String json, Set<SignatureAlgorithm> algorithms) throws ParseException {
        Map<String, Object> set = JSONObjectUtils.parse(json);
        List<Object> members = set == null ? null : JSONObjectUtils.getJSONArray(set, "keys");
        if (members == null) {
            throw new ParseException("not a key set", 0);
        }
        var usable = new ArrayList<JWK>();
        var unreadable = new ArrayList<String>();
        for (Object member : members) {
            Map<String, Object> shown = members(member);
            requirePublic(shown);
            try {
                JWK key = JWK.parse(shown);
                if (algorithms.stream().anyMatch(algorithm -> algorithm.fits(key))) {
                    usable.add(key);
                }
            } catch (ParseException | IllegalArgumentException odd) {
                unreadable.add(complaint(shown, odd.getMessage()));
            }
        }
        if (usable.isEmpty()) {
            throw new ParseException(
                    "the key set has no usable key for JWT_ALGORITHMS, which are "
                            + SignatureAlgorithm.names(algorithms),
                    0);
        }
        return new PublishedKeySet(new JWKSet(usable), unreadable);
    }

    /// The members of a key; empty for a value that is no object, which is then unreadable.
    private static Map<String, Object> members(Object key) {
        var members = new HashMap<String, Object>();
        if (key instanceof Map<?, ?> object) {
            object.forEach((name, value) -> members.put(name.toString(), value));
        }
        return members;
    }

    private static void requirePublic(Map<String, Object> key) throws ParseException {
        if (!Collections.disjoint(key.keySet(), PRIVATE)) {
            throw new ParseException("the key set shows private keys", 0);
        }
    }

    private static String complaint(Map<String, Object> key, String reason) {
        String text = key.get("kid") + ": " + reason;
        return text.substring(0, Math.min(text.length(), REASON_LENGTH_MAX));
    }
}
