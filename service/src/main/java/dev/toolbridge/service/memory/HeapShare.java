package dev.toolbridge.service.memory;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;

/// The part of the heap that is one cache's, in thousandths. Those of one program stay below two hundred together; what
/// each has stands in the operations guide.
///
/// @param thousandths of the largest heap that the process may have
public record HeapShare(int thousandths) {
    /// A key, a value, and what a cache adds to them.
    private static final int ENTRY_BYTES = 200;

    private static final int ALL_TOGETHER_MAX = 200;
    private static final int THOUSAND = 1_000;

    public HeapShare {
        if (thousandths < 1 || thousandths > ALL_TOGETHER_MAX) {
            throw new IllegalArgumentException("not a share for a cache: " + thousandths);
        }
    }

    public long bytes() {
        return Runtime.getRuntime().maxMemory() * thousandths / THOUSAND;
    }

    /// The number of objects of this size that fit.
    public int count(int bytesOfOne) {
        return (int) Math.min(Integer.MAX_VALUE, bytes() / bytesOfOne);
    }

    /// A cache of this size.
    ///
    /// @param texts the characters and other bytes of an entry, beyond what every entry takes
    public <K, V> Caffeine<K, V> cache(Weigher<K, V> texts) {
        return Caffeine.newBuilder()
                .maximumWeight(bytes())
                .weigher((K key, V value) -> ENTRY_BYTES + texts.weigh(key, value));
    }
}
