package dev.toolbridge.api.transfer;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// The digests of the same items in two stores: sums of the hashes of each item, so that their order does not count.
public final class Digests {
    private static final int HEXADECIMAL = 16;
    private static final BigInteger MODULUS = BigInteger.TWO.pow(128);

    private BigInteger there = BigInteger.ZERO;
    private BigInteger here = BigInteger.ZERO;
    private long differing;

    /// Adds some items.
    ///
    /// @return those of them that are not the same
    List<UUID> add(Map<UUID, String> hashesThere, Map<UUID, String> hashesHere) {
        there = sum(there, hashesThere);
        here = sum(here, hashesHere);
        List<UUID> others = hashesThere.entrySet().stream()
                .filter(item -> !Objects.equals(item.getValue(), hashesHere.get(item.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        differing += others.size();
        return others;
    }

    private static BigInteger sum(BigInteger sum, Map<UUID, String> hashes) {
        return hashes.values().stream()
                .map(hash -> new BigInteger(hash, HEXADECIMAL))
                .reduce(sum, BigInteger::add)
                .mod(MODULUS);
    }

    String there() {
        return there.toString(HEXADECIMAL);
    }

    String here() {
        return here.toString(HEXADECIMAL);
    }

    long differing() {
        return differing;
    }
}
