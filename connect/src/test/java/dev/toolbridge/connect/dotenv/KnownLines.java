package dev.toolbridge.connect.dotenv;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The lines that were written last, kept by the test.
final class KnownLines implements WrittenVersions {
    private final Map<String, Line> lines = new HashMap<>();

    @Override
    public Map<String, Long> versions() {
        return lines.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .version()));
    }

    @Override
    public boolean isAsWritten(String key, String line) {
        return lines.containsKey(key) && lines.get(key).written().equals(line);
    }

    @Override
    public void keep(Map<String, Line> fresh) {
        lines.clear();
        lines.putAll(fresh);
    }
}
