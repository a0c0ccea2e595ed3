package dev.toolbridge.api.backup;

import dev.toolbridge.service.audit.AuditRecord;
import dev.toolbridge.service.audit.ChainWalk;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Checks the audit logs in a backup: every chain must be whole.
final class AuditFiles {
    private static final String HEADS = "audit_head";
    private static final String ENTRIES = "audit";
    private static final String HEX = "\\x";
    private static final int MICROSECOND_DIGITS = 6;

    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, MICROSECOND_DIGITS, true)
            .appendOffset("+HHmm", "+00")
            .toFormatter(Locale.ROOT);

    private final Map<String, ChainWalk> walks = new TreeMap<>();
    private final Map<String, Head> heads = new TreeMap<>();

    private AuditFiles() {}

    private record Head(long seq, byte[] hash) {}

    /// The first fault in the audit logs of a backup, if any.
    static Optional<String> fault(Path folder, Manifest manifest) {
        var files = new AuditFiles();
        try {
            for (Manifest.Table table : manifest.tables()) {
                switch (table.name()) {
                    case HEADS -> CopyRows.forEach(table.file(folder), table.columns(), files::head);
                    case ENTRIES -> CopyRows.forEach(table.file(folder), table.columns(), files::entry);
                    default -> {}
                }
            }
        } catch (IllegalArgumentException | DateTimeException odd) {
            return Optional.of("the audit log holds what is no entry");
        }
        return files.fault();
    }

    private void head(Map<String, String> row) {
        heads.put(value(row, "tenant_id"), new Head(Long.parseLong(value(row, "seq")), bytes(value(row, "hash"))));
        walks.computeIfAbsent(value(row, "tenant_id"), _ -> new ChainWalk());
    }

    private void entry(Map<String, String> row) {
        var record = new AuditRecord(
                value(row, "tenant_id"),
                Long.parseLong(value(row, "seq")),
                OffsetDateTime.parse(value(row, "at"), INSTANT).toInstant(),
                value(row, "actor"),
                value(row, "action"),
                value(row, "object"),
                value(row, "facts"),
                value(row, "request"),
                bytes(value(row, "hash")));
        walks.computeIfAbsent(record.tenant(), _ -> new ChainWalk()).next(record);
    }

    private Optional<String> fault() {
        return walks.entrySet().stream()
                .flatMap(walk -> fault(walk.getKey(), walk.getValue()).stream())
                .findFirst();
    }

    private Optional<String> fault(String tenant, ChainWalk walk) {
        Optional<Head> head = Optional.ofNullable(heads.get(tenant));
        Optional<String> broken = head.isEmpty()
                ? Optional.of("the head is gone")
                : walk.end(head.get().seq(), head.get().hash());
        return broken.map(where -> "the audit log of the tenant " + tenant + " is broken: " + where);
    }

    private static String value(Map<String, String> row, String column) {
        return Optional.ofNullable(row.get(column))
                .orElseThrow(() -> new IllegalArgumentException(column + " is missing"));
    }

    private static byte[] bytes(String text) {
        if (!text.startsWith(HEX)) {
            throw new IllegalArgumentException("not written as bytes are");
        }
        return HexFormat.of().parseHex(text.substring(HEX.length()));
    }
}
