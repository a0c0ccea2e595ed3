package dev.toolbridge.api.archive;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.audit.AuditLog;
import dev.toolbridge.api.item.Space;
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

    private static final String ARCHIVE = "archive";
    private static final String MARKDOWN = "markdown";

    private static final Parameter FORMAT = Parameter.query(
            "format",
            "`archive` for all of the space, `markdown` for its live items as files that people read.",
            Schema.choice(List.of(ARCHIVE, MARKDOWN)).put("default", ARCHIVE));

    private final Archiving archiving;
    private final MarkdownView view;
    private final AuditLog audit;
    private final Set<UUID> exporting = ConcurrentHashMap.newKeySet();

    public ExportRoutes(Archiving archiving, MarkdownView view, AuditLog audit) {
        this.archiving = archiving;
        this.view = view;
        this.audit = audit;
    }

    public List<RouteLine<Caller>> routes() {
        return List.of(new RouteLine<>(
                "GET",
                "/v1/export",
                "export_space",
                Scope.EXPORT,
                EXPORTS,
                Inputs.ACCOUNT.reading(FORMAT, HISTORY),
                Output.file("The archive, as a zip whose last member is its manifest.", ZIP, ExportSchemas.ARCHIVE),
                this::export));
    }

    private Answer export(Caller caller, Request request) {
        ArchiveStream.Writing writing = writing(caller, request);
        if (!exporting.add(caller.user())) {
            throw Refusal.of(ErrorCode.OPERATION_IN_PROGRESS, "another export of yours is running");
        }
        try {
            audit.noteExport(caller, caller.space().id().toString());
            var stream = new ArchiveStream(writing, () -> exporting.remove(caller.user()));
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

    private ArchiveStream.Writing writing(Caller caller, Request request) {
        boolean isWithHistory = isSecond(request, HISTORY, List.of(NONE, ALL));
        Space space = caller.space();
        if (!isSecond(request, FORMAT, List.of(ARCHIVE, MARKDOWN))) {
            var order = new Archiving.Order(space, isWithHistory);
            return out -> archiving.write(order, out);
        }
        if (isWithHistory) {
            throw invalid(HISTORY, NONE + " with format=" + MARKDOWN);
        }
        view.requireFiles(space);
        return out -> view.write(space, out);
    }

    /// Tells if the second of two values is asked for; without a parameter it is the first.
    private static boolean isSecond(Request request, Parameter parameter, List<String> values) {
        String asked = request.queryValue(parameter.name()).orElse(values.getFirst());
        if (!values.contains(asked)) {
            throw invalid(parameter, String.join(" or ", values));
        }
        return asked.equals(values.getLast());
    }

    private static Refusal invalid(Parameter parameter, String expected) {
        return Refusal.of(ErrorCode.INVALID_PARAMETER, "invalid query parameter " + parameter.name())
                .fact("field", parameter.name())
                .fact("expected", expected);
    }
}
