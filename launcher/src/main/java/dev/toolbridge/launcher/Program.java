package dev.toolbridge.launcher;

/// One of our programs.
///
/// @param module the folder it is built in
/// @param heapMb how much it may keep in memory, in megabytes
record Program(String module, String mainClass, int heapMb) {
    static final Program LAUNCHER = new Program("launcher", "dev.toolbridge.launcher.Main", 64);
    static final Program AUDIT_VERIFY = new Program("api", "dev.toolbridge.api.AuditVerify", 128);
    static final Program MIGRATE = new Program("api", "dev.toolbridge.api.Migrate", 128);
    static final Program IDENTITY = new Program("identity-provider", "dev.toolbridge.identity.Main", 64);
    static final Program BACKUP = new Program("api", "dev.toolbridge.api.Backup", 128);
    static final Program API = new Program("api", "dev.toolbridge.api.Main", 192);
    static final Program SIDECAR = new Program("mcp-sidecar", "dev.toolbridge.mcp.Main", 128);
}
