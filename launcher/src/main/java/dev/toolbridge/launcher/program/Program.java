package dev.toolbridge.launcher.program;

import java.util.List;

/// One of our programs.
///
/// @param module the folder it is built in
/// @param heapMb the size of its largest heap, in megabytes
public record Program(String module, String mainClass, int heapMb) {
    /// A program with no larger heap has little work: the second compiler would cost more than it gains.
    private static final int SMALL_HEAP_MB = 64;

    /// Java begins with a heap by the machine's memory, and uses all of it before it cleans up.
    private static final int FIRST_PART_OF_HEAP = 2;

    private static final List<String> SMALL = List.of(
            "-Xms8m",
            "-XX:MinHeapFreeRatio=20",
            "-XX:MaxHeapFreeRatio=40",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=16m",
            "-Xss512k");

    public static final Program LAUNCHER = new Program("launcher", "dev.toolbridge.launcher.Main", 64);
    public static final Program AUDIT_VERIFY = new Program("api", "dev.toolbridge.api.AuditVerify", 128);
    public static final Program MIGRATE = new Program("api", "dev.toolbridge.api.Migrate", 128);
    public static final Program ARCHIVE = new Program("api", "dev.toolbridge.api.ImportArchive", 128);
    public static final Program IMPORT_FILES = new Program("api", "dev.toolbridge.api.ImportFiles", 256);
    public static final Program IMPORT_UNDO = new Program("api", "dev.toolbridge.api.ImportUndo", 128);
    public static final Program IMPORT_OLD = new Program("api", "dev.toolbridge.api.ImportOld", 256);
    public static final Program REINDEX = new Program("api", "dev.toolbridge.api.Reindex", 128);
    public static final Program REWRAP_SECRETS = new Program("api", "dev.toolbridge.api.RewrapSecrets", 64);
    public static final Program TENANTS_MIGRATE = new Program("tenants", "dev.toolbridge.tenants.Migrate", 128);
    public static final Program TENANTS_PREPARE = new Program("tenants", "dev.toolbridge.tenants.PrepareCluster", 64);
    public static final Program TENANTS_OPERATOR = new Program("tenants", "dev.toolbridge.tenants.GrantOperator", 64);
    public static final Program TENANTS_AUDIT = new Program("tenants", "dev.toolbridge.tenants.VerifyAudit", 64);
    public static final Program BACKUP = new Program("api", "dev.toolbridge.api.Backup", 128);

    /// The options for its memory and its compiled code.
    List<String> memory() {
        return heapMb <= SMALL_HEAP_MB
                ? SMALL
                : List.of("-Xms" + heapMb / FIRST_PART_OF_HEAP + "m", "-XX:ReservedCodeCacheSize=48m");
    }
}
