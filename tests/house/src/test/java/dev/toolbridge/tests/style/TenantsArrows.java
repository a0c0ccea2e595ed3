package dev.toolbridge.tests.style;

import java.util.List;

/// The arrows between the packages of the control plane: the parts that a tenant runs on know neither operations nor
/// HTTP of ours, and only `provision` puts them together.
final class TenantsArrows {
    private static final String[] SQL = {"java.sql", "javax.sql", "org.postgresql", "com.zaxxer"};

    private static final String[] STORED = {
        "contract",
        "service",
        "token.key",
        "database",
        "tenants.caller",
        "tenants.key",
        "tenants.operation",
        "tenants.tenant"
    };
    private static final String[] RECONCILED = {
        "contract", "service", "database", "tenants.engine", "tenants.operation", "tenants.store", "tenants.tenant"
    };
    private static final String[] PROCESSES = {
        "service.digest",
        "service.config",
        "service.json",
        "service.log",
        "tenants.runtime",
        "tenants.runtime.process.supervisor"
    };

    private static final String[] DOMAINS = {
        "contract",
        "service",
        "database",
        "tenants.caller",
        "tenants.certificate",
        "tenants.reconcile",
        "tenants.rest",
        "tenants.router",
        "tenants.router.haproxy",
        "tenants.store",
        "tenants.tenant"
    };
    private static final String[] CERTIFICATES = {
        "service", "database", "tenants.router", "tenants.router.haproxy", "tenants.secret", "tenants.store"
    };

    static final List<Part> PARTS = List.of(
            Part.of("tenants").mayImport("contract", "service", "token", "database", "console", "tenants"),
            part("tenant", "contract", "service.error", "service.json").never(SQL),
            part("operation", "service", "tenants.tenant").never(SQL),
            part("store", STORED),
            part("engine", "service", "database", "tenants.operation", "tenants.store", "tenants.tenant"),
            part("reconcile", RECONCILED),
            part("caller", "contract", "service", "token").never(SQL),
            part("key", "contract", "service", "token.key", "tenants.caller").never(SQL),
            part("secret", "service", "token", "database"),
            part("secret.rotation", "service", "token", "tenants.secret").never(SQL),
            part("placement", "service", "database"),
            part("runtime", "service.config", "service.digest").never(SQL),
            part("runtime.process", PROCESSES).never(SQL),
            part("runtime.process.supervisor", "tenants.runtime").never(SQL).never("com.fasterxml"),
            part("runtime.fly", "service.config", "service.json", "service.log", "tenants.runtime")
                    .never(SQL),
            part("router", "contract", "service", "database", "tenants.router.haproxy"),
            part("router.haproxy", "contract", "service").never(SQL),
            part("domain", DOMAINS),
            part("certificate", CERTIFICATES),
            part("identity", "service").never(SQL),
            part("members", "contract", "service").never(SQL));

    private TenantsArrows() {}

    private static Part part(String room, String... imports) {
        return Part.of("tenants." + room).mayImport(imports);
    }
}
