package dev.toolbridge.api.archive;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.audit.AuditLog;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.rate.RateClass;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The route by which a user takes everything out of a space. A user has one export at a time at each server.
public final class ExportRoutes {
    static final String ZIP = "application/zip";
    private static final int OK = 200;
    private static final String ALL = "all";
    private static final String NONE = "none";
    private static final RateClass EXPORTS = RateClass.of("export");

    private static final Parameter HISTORY = Parameter.query(
            "history",
            "`all` for every kept version of each item, `none` for the present ones.",
            Schema.choice(List.of(NONE, ALL)).put("default", NONE));

    private final Archiving archiving;
    private final AuditLog audit;
    private final Set<UUID> exporting = ConcurrentHashMap.newKeySet();

    public ExportRoutes(Archiving archiving, AuditLog audit) {
        this.archiving = archiving;
        this.audit = audit;
    }

    public List<RouteLine<Caller>> routes() {
        return List.of(new RouteLine<>(
                "GET",
                "/v1/export",
                "export_space",
                Scope.EXPORT,
                EXPORTS,
                Inputs.ACCOUNT.reading(HISTORY),
                Output.file("The archive, as a zip whose last member is its manifest.", ZIP, ExportSchemas.ARCHIVE),
                this::export));
    }

    private Answer export(Caller caller, Request request) {
        var order = new Archiving.Order(caller.space(), isWithHistory(request));
        if (!exporting.add(caller.user())) {
            throw Refusal.of(ErrorCode.OPERATION_IN_PROGRESS, "another export of yours is running");
        }
        try {
            audit.noteExport(caller, caller.space().id().toString());
            var stream = new ArchiveStream(out -> archiving.write(order, out), () -> exporting.remove(caller.user()));
            return Answer.empty(OK)
                    .header("Content-Type", ZIP)
                    .header("Content-Disposition", "attachment; filename=\"toolbridge.zip\"")
                    .header("Cache-Control", "no-store")
                    .streaming(stream);
        } catch (RuntimeException failed) {
            exporting.remove(caller.user());
            throw failed;
        }
    }

    private static boolean isWithHistory(Request request) {
        String asked = request.queryValue(HISTORY.name()).orElse(NONE);
        if (!asked.equals(ALL) && !asked.equals(NONE)) {
            throw invalid(HISTORY, NONE + " or " + ALL);
        }
        return asked.equals(ALL);
    }

    private static Refusal invalid(Parameter parameter, String expected) {
        return Refusal.of(ErrorCode.INVALID_PARAMETER, "invalid query parameter " + parameter.name())
                .fact("field", parameter.name())
                .fact("expected", expected);
    }
}
