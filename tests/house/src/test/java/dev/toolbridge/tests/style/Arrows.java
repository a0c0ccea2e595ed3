package dev.toolbridge.tests.style;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The allowed imports: the parts of the house, and the packages that each of them may know.
final class Arrows {
    private static final String OURS = "dev.toolbridge.";

    private static final String[] SQL = {"java.sql", "javax.sql", "org.postgresql", "com.zaxxer"};

    private static final String[] SERVERS = {"java.net.http", "io.helidon"};

    /// The packages that values do not need: input and output, threads, servers, databases, JSON mappers.
    private static final String[] MACHINERY = {
        "java.io",
        "java.net",
        "java.nio",
        "java.sql",
        "javax.sql",
        "java.util.concurrent",
        "io.helidon",
        "com.fasterxml",
        "org.postgresql",
        "org.slf4j"
    };

    /// The packages that the offer to assistants may know: the protocol's messages, but neither of its eras.
    private static final String[] OFFERED = {
        "contract", "service", "mcp.protocol", "mcp.offer", "mcp.tool", "mcp.stored", "mcp.api", "mcp.access"
    };

    private static final String[] READING = {"moving.reader", "moving.source", "moving.text"};

    private static final String[] ERAS = {"dev.toolbridge.mcp.protocol.session", "dev.toolbridge.mcp.protocol.stateless"
    };

    private static final List<Part> OTHERS = List.of(
            Part.of("contract").never(MACHINERY),
            Part.of("service").never(SQL),
            Part.of("service.digest").never(SQL),
            Part.of("service.config").never(SQL),
            Part.of("service.log").never(SQL),
            Part.of("service.trace").never(SQL),
            Part.of("service.error").mayImport("contract").never(SQL),
            Part.of("service.html")
                    .mayImport("contract", "service.error", "service.http")
                    .never(SQL),
            Part.of("service.text").never(SQL),
            Part.of("service.memory").mayImport("contract", "service.error").never(SQL),
            Part.of("service.json").mayImport("service.memory").never(SQL),
            Part.of("service.http")
                    .mayImport(
                            "contract",
                            "service.config",
                            "service.error",
                            "service.http.connection",
                            "service.json",
                            "service.memory",
                            "service.trace")
                    .never(SQL),
            Part.of("service.http.connection").mayImport("contract").never(SQL),
            Part.of("service.monitoring")
                    .mayImport("service.config", "service.http", "service.json")
                    .never(SQL),
            Part.of("service.event").mayImport("service.http", "service.json").never(SQL),
            Part.of("service.socket")
                    .mayImport("contract", "service.error", "service.http")
                    .never(SQL),
            Part.of("service.sealed").mayImport("service.digest").never(SQL),
            Part.of("service.signed")
                    .mayImport("contract", "service.digest", "service.error")
                    .never(SQL),
            Part.of("service.rate")
                    .mayImport("contract", "service.config", "service.error", "service.http", "service.memory")
                    .never(SQL),
            Part.of("service.route")
                    .mayImport(
                            "contract",
                            "service.error",
                            "service.http",
                            "service.json",
                            "service.rate",
                            "service.signed")
                    .never(SQL),
            Part.of("service.openapi")
                    .mayImport("contract", "service.http", "service.json", "service.route")
                    .never(SQL),
            Part.of("service.audit")
                    .mayImport(
                            "contract",
                            "service.digest",
                            "service.error",
                            "service.http",
                            "service.json",
                            "service.route",
                            "service.signed")
                    .never(SQL),
            Part.of("service.address").mayImport().never(SQL),
            Part.of("service.workos").mayImport("service.config").never(SQL),
            Part.of("service.program")
                    .mayImport("service.config", "service.log")
                    .never(SQL),
            Part.of("moving").mayImport("contract", "moving").never(SQL).never(SERVERS),
            Part.of("moving.archive").mayImport("moving.source").never(SQL).never(SERVERS),
            Part.of("moving.view").mayImport("contract").never(SQL).never(SERVERS),
            Part.of("moving.old").never(SERVERS),
            Part.of("moving.text").never(SQL).never(SERVERS),
            Part.of("moving.source").never(SQL).never(SERVERS),
            Part.of("moving.reader")
                    .mayImport("contract", "moving.source", "moving.text")
                    .never(SQL)
                    .never(SERVERS),
            format("json"),
            format("csv"),
            format("markdown"),
            format("notion", "moving.csv", "moving.markdown"),
            format("keep", "moving.json"),
            format("todoist", "moving.csv"),
            format("calendar"),
            format("evernote"),
            format("chatgpt", "moving.json"),
            format("claude", "moving.json"),
            format("table", "contract", "moving.csv", "moving.json"),
            Part.of("token").mayImport("contract", "service").never(SQL),
            Part.of("token.login").mayImport("contract", "service", "token").never(SQL),
            Part.of("database").mayImport("contract", "service"),
            Part.of("postgres").mayImport("contract", "service", "database"),
            Part.of("mcp").mayImport("contract", "service", "token", "mcp").never(SQL),
            sidecar("transport", "contract", "service", "mcp.protocol", "mcp.offer", "mcp.access"),
            sidecar("protocol", "service.json", "mcp.access"),
            sidecar("protocol.session", "service", "mcp.protocol", "mcp.offer", "mcp.access")
                    .never("dev.toolbridge.mcp.protocol.stateless"),
            sidecar("protocol.stateless", "service", "mcp.protocol", "mcp.offer", "mcp.access")
                    .never("dev.toolbridge.mcp.protocol.session"),
            sidecar("offer", "contract", "service.json", "mcp.protocol", "mcp.access")
                    .never(ERAS),
            sidecar("tool", OFFERED).never(ERAS),
            sidecar("tool.delivery", OFFERED).never(ERAS),
            sidecar("tool.query", OFFERED).never(ERAS),
            sidecar("tool.workspace", OFFERED).never(ERAS).never("dev.toolbridge.mcp.tool.entity"),
            sidecar("tool.entity", OFFERED).never(ERAS),
            sidecar("tool.memory", OFFERED).never(ERAS).never("dev.toolbridge.mcp.tool.entity"),
            sidecar("tool.result", "contract", "service.json", "mcp.tool", "mcp.stored")
                    .never("dev.toolbridge.mcp.tool.entity"),
            sidecar("resource", OFFERED).never(ERAS),
            sidecar("project", OFFERED).never(ERAS),
            sidecar("prompt", OFFERED).never(ERAS),
            sidecar("stored", "service.json", "service.text"),
            sidecar("api", "contract", "service", "mcp.access"),
            sidecar("access", "contract", "service", "token"),
            Part.of("console")
                    .mayImport("contract", "service", "console.access", "console.page", "console.visit")
                    .never(SQL),
            Part.of("console.session")
                    .mayImport("contract", "service", "token", "console.access")
                    .never(SQL),
            Part.of("console.access").mayImport("service").never(SQL),
            Part.of("console.text").mayImport("service.text").never(SQL),
            Part.of("console.view")
                    .mayImport("contract", "service", "console.access", "console.text")
                    .never(SQL),
            Part.of("console.visit")
                    .mayImport("contract", "service", "console.access", "console.text")
                    .never(SQL),
            Part.of("console.page")
                    .mayImport("contract", "service", "console.access", "console.text", "console.view", "console.visit")
                    .never(SQL),
            Part.of("console.template")
                    .mayImport(
                            "contract",
                            "console.access",
                            "console.page",
                            "console.text",
                            "console.view",
                            "console.visit")
                    .never(SQL),
            Part.of("identity").mayImport("contract", "service", "token", "identity"),
            Part.of("deploy").mayImport("service", "token", "database", "postgres"),
            Part.of("deploy.training").mayImport("contract", "service.json", "deploy"),
            Part.of("tests").mayImport("contract", "tests"),
            Part.of("proof").mayImport("contract", "tests"),
            Part.of("proof.bench").mayImport("contract", "tests", "proof", "service", "token", "mcp"),
            Part.of("proof.conformance").mayImport("tests", "service", "token", "mcp"),
            Part.of("proof.measurement")
                    .mayImport("service.json", "deploy", "tests")
                    .never("dev.toolbridge.deploy.training"),
            Part.of("tests.container").mayImport("contract", "tests", "database", "postgres"),
            Part.of("tests.database").mayImport("contract", "tests", "database", "postgres"),
            Part.of("tests.tenants").mayImport("contract", "tests", "database", "postgres"),
            Part.of("tests.process").mayImport("contract", "tests", "database", "postgres", "service.config"));

    static final List<Part> PARTS = Stream.of(
                    ApiArrows.PARTS, ConnectArrows.PARTS, LauncherArrows.PARTS, TenantsArrows.PARTS, OTHERS)
            .flatMap(List::stream)
            .toList();

    private Arrows() {}

    private static Part sidecar(String room, String... imports) {
        return Part.of("mcp." + room).mayImport(imports).never(SQL);
    }

    private static Part format(String name, String... others) {
        return Part.of("moving." + name)
                .mayImport(Stream.of(READING, others).flatMap(Stream::of).toArray(String[]::new))
                .never(SQL)
                .never(SERVERS);
    }

    /// Every import that no arrow allows.
    static Stream<String> broken(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> !isAllowed(dependency))
                .map(Dependency::getDescription)
                .distinct()
                .sorted();
    }

    /// The part of a class: the one with the longest matching name. A class without a part may import nothing.
    private static Part part(JavaClass type) {
        return PARTS.stream()
                .filter(part -> isWithin(type.getPackageName(), OURS + part.name()))
                .max(Comparator.comparingInt(part -> part.name().length()))
                .orElseGet(() -> Part.of(type.getPackageName()));
    }

    private static boolean isAllowed(Dependency dependency) {
        Part origin = part(dependency.getOriginClass());
        String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
        return origin.forbidden().stream().noneMatch(forbidden -> isWithin(target, forbidden))
                && (!target.startsWith(OURS)
                        || origin.equals(part(dependency.getTargetClass().getBaseComponentType()))
                        || origin.imports().stream().anyMatch(allowed -> isWithin(target, OURS + allowed)));
    }

    private static boolean isWithin(String packageName, String parent) {
        return packageName.equals(parent) || packageName.startsWith(parent + ".");
    }
}
