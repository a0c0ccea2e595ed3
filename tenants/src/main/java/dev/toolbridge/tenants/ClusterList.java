package dev.toolbridge.tenants;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.tenants.placement.Cluster;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the further clusters of a platform from one text.
final class ClusterList {

    private ClusterList() {}

    /// Reads `name=address` with white space between them.
    ///
    /// @throws IllegalArgumentException that shows no address
    static List<Cluster> parse(String text) {
        List<Cluster> clusters = Arrays.stream(text.strip().split("\\s+", -1))
                .filter(entry -> !entry.isEmpty())
                .map(ClusterList::cluster)
                .toList();
        var names = new HashSet<>(Set.of(MachineConfig.CLUSTER_NAME));
        for (Cluster cluster : clusters) {
            if (!names.add(cluster.name())) {
                throw new IllegalArgumentException("the name " + cluster.name() + " is taken");
            }
        }
        return clusters;
    }

    private static Cluster cluster(String entry) {
        int end = entry.indexOf('=');
        if (end < 1) {
            throw new IllegalArgumentException("name=address, with white space between them");
        }
        return new Cluster(entry.substring(0, end), DatabaseUrl.parse(entry.substring(end + 1)), Cluster.RESERVE);
    }
}
