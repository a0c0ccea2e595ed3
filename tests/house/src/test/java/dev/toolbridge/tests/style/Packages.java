package dev.toolbridge.tests.style;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Packages and their descriptions.
final class Packages {

    private Packages() {}

    /// The packages that hold types and have no `package-info.java` in any module.
    static Set<String> undescribed(Collection<Source> sources) {
        var described = sources.stream()
                .filter(Source::isPackageInfo)
                .map(Source::packageName)
                .collect(Collectors.toSet());
        return sources.stream()
                .map(Source::packageName)
                .filter(name -> !described.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
