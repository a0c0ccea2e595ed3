package dev.toolbridge.tests.style;

import java.util.List;

/// The allowed imports inside the API.
final class ApiArrows {
    /// The packages that the domain does not know: HTTP and SQL.
    private static final String[] OUTSIDE_WORLD = {
        "dev.toolbridge.service.http",
        "dev.toolbridge.database",
        "io.helidon",
        "java.net",
        "java.sql",
        "javax.sql",
        "org.postgresql",
        "com.zaxxer"
    };

    /// The packages that parts with HTTP may know.
    private static final String[] FACE = {
        "contract",
        "service",
        "token.key",
        "database",
        "api.route",
        "api.item",
        "api.journal",
        "api.history",
        "api.text",
        "api.query",
        "api.write",
        "api.quota",
        "api.access"
    };

    /// The domain and the libraries that it may use.
    private static final String[] DOMAIN = {"contract", "service.json", "service.error", "api.item"};

    private static final String[] SQL = {"java.sql", "javax.sql", "org.postgresql", "com.zaxxer"};

    static final List<Part> PARTS = List.of(
            Part.of("api").mayImport("contract", "service", "token", "database", "console", "moving", "api"),
            Part.of("api.migration").mayImport("database").never(SQL),
            Part.of("api.rest").mayImport(FACE).never(SQL),
            Part.of("api.batch")
                    .mayImport(
                            "contract",
                            "service",
                            "api.item",
                            "api.journal",
                            "api.query",
                            "api.route",
                            "api.write",
                            "api.access")
                    .never(SQL),
            Part.of("api.proposal")
                    .mayImport(
                            "contract",
                            "service",
                            "api.batch",
                            "api.history",
                            "api.item",
                            "api.journal",
                            "api.query",
                            "api.route",
                            "api.text",
                            "api.write",
                            "api.access")
                    .never(SQL),
            Part.of("api.review")
                    .mayImport(
                            "contract",
                            "service",
                            "token",
                            "api.access",
                            "api.audit",
                            "api.history",
                            "api.item",
                            "api.proposal",
                            "api.text")
                    .never(SQL),
            Part.of("api.sync").mayImport(FACE).never(SQL),
            Part.of("api.stream").mayImport(FACE).never(SQL),
            Part.of("api.stream.socket")
                    .mayImport("contract", "service", "database", "api.access", "api.stream")
                    .never(SQL),
            Part.of("api.route")
                    .mayImport("contract", "service", "api.item", "api.query", "api.write", "api.quota", "api.access")
                    .never(SQL),
            Part.of("api.quota").mayImport("contract", "service", "database").never(SQL),
            Part.of("api.usage")
                    .mayImport("contract", "service", "database", "api.access", "api.quota")
                    .never(SQL),
            Part.of("api.item")
                    .mayImport("contract", "service.digest", "service.json", "service.error")
                    .never(OUTSIDE_WORLD),
            Part.of("api.item.decision")
                    .mayImport("contract", "service.digest", "service.json", "service.error", "api.item", "api.text")
                    .never(OUTSIDE_WORLD),
            Part.of("api.item.edit")
                    .mayImport("contract", "service.json", "service.error")
                    .never(OUTSIDE_WORLD),
            Part.of("api.item.place")
                    .mayImport("contract", "service.error", "service.json", "service.signed", "api.item")
                    .never(OUTSIDE_WORLD),
            Part.of("api.write")
                    .mayImport("contract", "service.json", "service.error", "api.item", "api.query")
                    .never(OUTSIDE_WORLD),
            Part.of("api.journal").mayImport(DOMAIN).never(OUTSIDE_WORLD),
            Part.of("api.history")
                    .mayImport("contract", "service.json", "service.error", "api.item", "api.text")
                    .never(OUTSIDE_WORLD),
            Part.of("api.undo")
                    .mayImport("contract", "service.json", "api.item", "api.text")
                    .never(OUTSIDE_WORLD),
            Part.of("api.run")
                    .mayImport(
                            "contract",
                            "service",
                            "api.item",
                            "api.journal",
                            "api.route",
                            "api.write",
                            "api.stream",
                            "api.access")
                    .never(SQL),
            Part.of("api.account")
                    .mayImport("contract", "service", "api.access", "api.item", "api.route", "api.write")
                    .never(SQL),
            Part.of("api.archive")
                    .mayImport("contract", "service", "moving", "api.access", "api.audit", "api.item", "api.route")
                    .never(SQL),
            Part.of("api.transfer")
                    .mayImport(
                            "contract",
                            "service",
                            "token",
                            "moving",
                            "api.access",
                            "api.item",
                            "api.store",
                            "api.write")
                    .mayImport("api.journal"),
            Part.of("api.intake").mayImport(FACE).mayImport("moving").never(SQL),
            Part.of("api.intake.work")
                    .mayImport(FACE)
                    .mayImport("moving", "api.intake", "api.store", "api.transfer")
                    .never(SQL),
            Part.of("api.text").mayImport().never(OUTSIDE_WORLD),
            Part.of("api.query")
                    .mayImport("contract", "service.error", "api.item", "api.journal")
                    .never(OUTSIDE_WORLD),
            Part.of("api.access").mayImport("contract", "service", "token", "database", "api.item"),
            Part.of("api.search").mayImport(FACE).never(SQL),
            Part.of("api.conflict")
                    .mayImport("contract", "service", "api.item", "api.quota", "api.route", "api.project", "api.access")
                    .never(SQL),
            Part.of("api.recall")
                    .mayImport(
                            "contract",
                            "service",
                            "api.item",
                            "api.query",
                            "api.route",
                            "api.rest",
                            "api.search",
                            "api.project",
                            "api.access")
                    .never(SQL),
            Part.of("api.key").mayImport(FACE).never(SQL),
            Part.of("api.project")
                    .mayImport("contract", "service", "api.item", "api.route", "api.quota", "api.access", "api.key")
                    .never(SQL),
            Part.of("api.environment")
                    .mayImport("contract", "service", "api.item", "api.route", "api.quota", "api.access", "api.project")
                    .never(SQL),
            Part.of("api.webhook")
                    .mayImport("contract", "service", "api.item", "api.route", "api.quota", "api.access", "api.project")
                    .never(SQL),
            Part.of("api.face")
                    .mayImport(
                            "contract",
                            "service",
                            "api.item",
                            "api.route",
                            "api.quota",
                            "api.access",
                            "api.project",
                            "api.environment",
                            "api.webhook")
                    .never(SQL),
            Part.of("api.webhook.dispatch")
                    .mayImport("service", "database", "api.item", "api.webhook")
                    .never(SQL),
            Part.of("api.profile").mayImport(FACE).never(SQL),
            Part.of("api.audit").mayImport(FACE).never(SQL),
            Part.of("api.store")
                    .mayImport(
                            "contract",
                            "service",
                            "token.key",
                            "database",
                            "api.item",
                            "api.journal",
                            "api.access",
                            "api.account",
                            "api.conflict",
                            "api.intake",
                            "api.key",
                            "api.profile",
                            "api.query",
                            "api.proposal",
                            "api.project",
                            "api.webhook",
                            "api.webhook.dispatch",
                            "api.write",
                            "api.audit",
                            "api.quota",
                            "api.store"),
            Part.of("api.store.space").mayImport("service", "database", "api.item"),
            Part.of("api.store.environment")
                    .mayImport(
                            "contract",
                            "service",
                            "database",
                            "api.access",
                            "api.environment",
                            "api.item",
                            "api.store",
                            "api.store.space",
                            "api.store.read",
                            "api.store.write"),
            Part.of("api.store.read")
                    .mayImport(
                            "contract",
                            "service",
                            "database",
                            "api.archive",
                            "api.item",
                            "api.journal",
                            "api.store.space"),
            Part.of("api.store.context")
                    .mayImport(
                            "contract",
                            "service",
                            "database",
                            "api.item",
                            "api.project",
                            "api.store.space",
                            "api.store.read"),
            Part.of("api.store.face")
                    .mayImport("contract", "database", "api.face", "api.item", "api.store.space", "api.store.read"),
            Part.of("api.store.query")
                    .mayImport(
                            "contract",
                            "service",
                            "database",
                            "api.item",
                            "api.journal",
                            "api.query",
                            "api.store.space",
                            "api.store.read"),
            Part.of("api.store.search")
                    .mayImport(
                            "contract",
                            "service",
                            "database",
                            "api.item",
                            "api.query",
                            "api.recall",
                            "api.search",
                            "api.write",
                            "api.store.space",
                            "api.store.read",
                            "api.store.query"),
            Part.of("api.store.write")
                    .mayImport(
                            "contract",
                            "service",
                            "database",
                            "api.item",
                            "api.query",
                            "api.undo",
                            "api.write",
                            "api.quota",
                            "api.store.space",
                            "api.store.read",
                            "api.store.query"));

    private ApiArrows() {}
}
