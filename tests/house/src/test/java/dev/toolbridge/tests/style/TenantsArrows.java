package dev.toolbridge.tests.style;

import java.util.List;

/// The arrows between the packages of the control plane: the parts that a tenant runs on know neither operations nor
/// HTTP of ours, and only `provision` puts them together.
final class TenantsArrows {
    private static final String[] SQL = {"java.sql", "javax.sql", "org.postgresql", "com.zaxxer"};

    static final List<Part> PARTS = List.of(
            Part.of("tenants").mayImport("contract", "service", "token", "database", "tenants"),
            part("tenant", "contract", "service.error", "service.json").never(SQL),
            part("operation", "service", "database", "tenants.tenant"),
            part("store", "contract", "service", "token.key", "database", "tenants.tenant", "tenants.operation"),
            part("engine", "service", "database", "tenants.operation", "tenants.store"),
            part("reconcile", "contract", "service", "database", "tenants")
                    .never(
                            "dev.toolbridge.tenants.rest",
                            "dev.toolbridge.tenants.provision",
                            "dev.toolbridge.tenants.placement",
                            "dev.toolbridge.tenants.runtime",
                            "dev.toolbridge.tenants.router"),
            part("caller", "contract", "service", "token").never(SQL),
            part("secret", "service", "database"),
            part("placement", "service", "database"),
            part("runtime", "service", "database"),
            part("runtime.process", "service", "database", "tenants.runtime"),
            part("router", "contract", "service", "database"),
            part("identity", "service").never(SQL),
            part("members", "contract", "service").never(SQL));

    private TenantsArrows() {}

    private static Part part(String room, String... imports) {
        return Part.of("tenants." + room).mayImport(imports);
    }
}
