package dev.toolbridge.api.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.journal.RunKey;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.rate.RateClass;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.ParameterValues;
import dev.toolbridge.service.route.RouteLine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The routes by which a user imports a file into the own space: upload, plan, order, progress, report, undo.
public final class ImportRoutes {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final String PATH = "/v1/imports";
    private static final String ONE = PATH + "/{uid}";
    private static final RateClass UPLOADS = RateClass.of("import");
    private static final List<String> FILES = List.of("application/octet-stream", "application/zip");

    private final Imports imports;
    private final Uploads uploads;
    private final ImportRights rights;
    private final Runnable wake;
    private final InstantSource clock;

    /// @param wake has the server look for work
    public ImportRoutes(Imports imports, Uploads uploads, ImportRights rights, Runnable wake) {
        this.imports = imports;
        this.uploads = uploads;
        this.rights = rights;
        this.wake = wake;
        this.clock = InstantSource.system();
    }

    public List<RouteLine<Caller>> routes() {
        return List.of(
                new RouteLine<>(
                        "POST",
                        PATH,
                        "upload_import",
                        Scope.ANY_CHANGE,
                        UPLOADS,
                        Inputs.UPLOAD.reading(ImportChoices.parameters()).file(FILES, ImportSchemas.FILE),
                        Output.of(CREATED, "The import, whose plan is being made.", ImportSchemas.ONE),
                        this::upload),
                line("GET " + PATH, "list_imports", Output.of(OK, "The imports.", ImportSchemas.LIST), this::list),
                line("GET " + ONE, "get_import", Output.of(OK, "The import.", ImportSchemas.ONE), this::show),
                line("POST " + ONE + "/start", "start_import", accepted("The import has begun."), this::start),
                line("POST " + ONE + "/undo", "undo_import", accepted("The undo has begun."), this::undo),
                line("DELETE " + ONE, "cancel_import", accepted("The import is cancelled."), this::cancel));
    }

    /// @param request the method and the path
    private static RouteLine<Caller> line(
            String request, String operation, Output output, RouteLine.CallerEndpoint<Caller> endpoint) {
        String method = request.substring(0, request.indexOf(' '));
        String path = request.substring(method.length() + 1);
        Input input = method.equals("GET") ? Inputs.ACCOUNT : Inputs.ACCOUNT_CHANGE;
        return new RouteLine<>(method, path, operation, Scope.ANY_CHANGE, input, output, endpoint);
    }

    private static Output accepted(String meaning) {
        return Output.of(ACCEPTED, meaning, ImportSchemas.ONE);
    }

    private Answer upload(Caller caller, Request request) {
        requireFile(request);
        Imports.Added added = uploads.take(caller, request);
        return switch (added) {
            case Imports.Added.New(StoredImport stored) -> {
                wake.run();
                yield created(caller, stored);
            }
            case Imports.Added.Repeated(StoredImport stored) ->
                created(caller, stored).header(WireHeader.IDEMPOTENCY_REPLAYED, "true");
            case Imports.Added.KeyReused _ ->
                throw Refusal.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, "the idempotency key was used for another request");
            case Imports.Added.Busy busy -> throw Uploads.busy(busy.other());
        };
    }

    private Answer created(Caller caller, StoredImport stored) {
        return answer(CREATED, caller, stored).header("Location", PATH + "/" + stored.id());
    }

    /// A form of a page is no file.
    private static void requireFile(Request request) {
        boolean isOther = request.header("Content-Type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(type -> !FILES.contains(type))
                .isPresent();
        if (isOther) {
            throw Refusal.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be " + String.join(" or ", FILES));
        }
    }

    private Answer list(Caller caller, Request request) {
        var list = Json.object();
        var entries = list.putArray("imports");
        Instant now = clock.instant();
        imports.list(caller).forEach(stored -> entries.add(ImportJson.brief(stored, now)));
        return Answer.json(OK, list);
    }

    private Answer show(Caller caller, Request request) {
        return answer(OK, caller, named(caller, request));
    }

    private Answer start(Caller caller, Request request) {
        StoredImport stored = named(caller, request);
        if (stored.state() == ImportState.RUNNING) {
            return answer(ACCEPTED, caller, stored);
        }
        ObjectNode plan = stored.plan()
                .filter(_ -> stored.state() == ImportState.PLANNED)
                .orElseThrow(() -> wrongState(stored, "planned"));
        rights.requireStart(caller, plan);
        String name = RunKey.nameOfImport(plan.path("format").asText(), clock.instant());
        var run = new RunKey(caller.proof().clientId().orElse(""), name);
        return step(caller, stored, ImportState.RUNNING, Optional.of(run.text()));
    }

    private Answer undo(Caller caller, Request request) {
        StoredImport stored = named(caller, request);
        if (stored.state() == ImportState.UNDOING) {
            return answer(ACCEPTED, caller, stored);
        }
        ObjectNode plan = stored.plan()
                .filter(_ -> stored.state().isUndoable() && stored.run().isPresent())
                .orElseThrow(() -> wrongState(stored, "done, failed or cancelled after it was begun"));
        rights.requireUndo(caller, plan);
        return step(caller, stored, ImportState.UNDOING, Optional.empty());
    }

    private Answer cancel(Caller caller, Request request) {
        StoredImport stored = named(caller, request);
        if (!stored.state().isCancellable()) {
            throw wrongState(stored, "planning, planned or running");
        }
        return step(caller, stored, ImportState.CANCELLED, Optional.empty());
    }

    private Answer step(Caller caller, StoredImport stored, ImportState to, Optional<String> run) {
        var step = new Imports.Step(stored.id(), stored.state(), to, run);
        StoredImport stepped = imports.step(caller, step).orElseThrow(() -> wrongState(stored, "as it was read"));
        wake.run();
        return answer(ACCEPTED, caller, stepped);
    }

    private StoredImport named(Caller caller, Request request) {
        return imports.find(caller, ParameterValues.uid(request))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "import not found"));
    }

    private static Refusal wrongState(StoredImport stored, String expected) {
        return Refusal.of(
                        ErrorCode.INVALID_STATE,
                        "the import is " + stored.state().wireName())
                .fact("state", stored.state().wireName())
                .fact("expected", expected);
    }

    private Answer answer(int status, Caller caller, StoredImport stored) {
        return Answer.json(status, ImportJson.whole(stored, caller, clock.instant()));
    }
}
