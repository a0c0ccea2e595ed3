package dev.toolbridge.launcher.program;

/// One of our programs.
///
/// @param module the folder it is built in
/// @param heapMb the size of its largest heap, in megabytes
public record Program(String module, String mainClass, int heapMb) {
    public static final Program LAUNCHER = new Program("launcher", "dev.toolbridge.launcher.Main", 64);
    public static final Program AUDIT_VERIFY = new Program("api", "dev.toolbridge.api.AuditVerify", 128);
    public static final Program MIGRATE = new Program("api", "dev.toolbridge.api.Migrate", 128);
    public static final Program ARCHIVE = new Program("api", "dev.toolbridge.api.ImportArchive", 128);
    public static final Program IMPORT_FILES = new Program("api", "dev.toolbridge.api.ImportFiles", 256);
    public static final Program IMPORT_OLD = new Program("api", "dev.toolbridge.api.ImportOld", 256);
    public static final Program REINDEX = new Program("api", "dev.toolbridge.api.Reindex", 128);
    public static final Program TENANTS_MIGRATE = new Program("tenants", "dev.toolbridge.tenants.Migrate", 128);
    public static final Program TENANTS_PREPARE = new Program("tenants", "dev.toolbridge.tenants.PrepareCluster", 64);
    public static final Program TENANTS_OPERATOR = new Program("tenants", "dev.toolbridge.tenants.GrantOperator", 64);
    public static final Program TENANTS_AUDIT = new Program("tenants", "dev.toolbridge.tenants.VerifyAudit", 64);
    public static final Program BACKUP = new Program("api", "dev.toolbridge.api.Backup", 128);
}
