package dev.toolbridge.api.environment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.project.ProjectAccess;
import dev.toolbridge.api.quota.QuotaAccount;
import dev.toolbridge.api.route.EntityTags;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;
import java.util.Optional;

/// Sets, shows, imports, deletes and reveals the environment variables of projects. No error quotes a value.
public final class EnvironmentRoutes {
    private static final String ALL = ProjectAccess.PATH + "/environment/{environment}";
    private static final String ONE = ALL + "/{key}";
    private static final long VERSION_MAX = 999_999_999_999_999_999L;

    private final Variables variables;
    private final ProjectAccess access;

    public EnvironmentRoutes(Variables variables, ProjectAccess access) {
        this.variables = variables;
        this.access = access;
    }

    public List<RouteLine<Caller>> routes() {
        String read = Scope.ENVIRONMENT_READ;
        String write = Scope.ENVIRONMENT_WRITE;
        String reveal = Scope.ENVIRONMENT_REVEAL;
        Input variable = Inputs.VARIABLE.body(EnvironmentSchemas.ORDER);
        Input many = Inputs.VARIABLES.body(EnvironmentSchemas.IMPORT);
        Input back = Inputs.VARIABLE.body(EnvironmentSchemas.ROLLBACK);
        Input asked = Inputs.VARIABLES.body(EnvironmentSchemas.REVEAL);
        Output shown = Output.of(200, "The variable.", EnvironmentSchemas.SHOWN);
        Output set = shown.or(Output.of(201, "The new variable.", EnvironmentSchemas.SHOWN));
        Output list = Output.of(200, "The variables, with values that are no secrets.", EnvironmentSchemas.LIST);
        Output keys = Output.of(200, "The keys by what became of each.", EnvironmentSchemas.IMPORTED);
        Output gone = Output.empty(204, "The variable and all its values are destroyed.");
        Output versions = Output.of(200, "The values, the present one first.", EnvironmentSchemas.VERSIONS);
        Output values = Output.of(200, "The values; the audit log tells of it.", EnvironmentSchemas.REVEALED);
        return List.of(
                new RouteLine<>("GET", ALL, "show_environment", read, Inputs.ACCOUNT, list, this::list),
                new RouteLine<>("PUT", ONE, "set_variable", write, variable, set, this::set),
                new RouteLine<>("DELETE", ONE, "delete_variable", write, Inputs.ACCOUNT_VERSION, gone, this::delete),
                new RouteLine<>("POST", ALL + "/import", "import_variables", write, many, keys, this::imports),
                new RouteLine<>("GET", ONE + "/history", "show_values", read, Inputs.ACCOUNT, versions, this::history),
                new RouteLine<>("POST", ONE + "/rollback", "roll_back_value", write, back, shown, this::rollBack),
                new RouteLine<>("POST", ALL + "/reveal", "reveal_values", reveal, asked, values, this::reveal));
    }

    private Answer list(Caller caller, Request request) {
        EnvironmentName environment = environment(request);
        Caller inside = access.inside(caller, request, Scope.ENVIRONMENT_READ);
        return VariableAnswers.list(environment, variables.list(inside, environment));
    }

    private Answer set(Caller caller, Request request) {
        Caller inside = changing(caller, request);
        VariableDraft draft = VariableBody.one(key(request), request);
        return VariableAnswers.changed(variables.set(inside, environment(request), draft, EntityTags.ifMatch(request)));
    }

    private Answer imports(Caller caller, Request request) {
        Caller inside = changing(caller, request);
        VariableBody.Import sent = VariableBody.many(request);
        return VariableAnswers.imported(
                sent.isTrial(), variables.setAll(inside, environment(request), sent.drafts(), sent.isTrial()));
    }

    /// A deletion only gives space back: no quota is asked.
    private Answer delete(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, Scope.ENVIRONMENT_WRITE);
        variables.delete(inside, environment(request), key(request), EntityTags.ifMatch(request));
        return Answer.empty(204);
    }

    private Answer history(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, Scope.ENVIRONMENT_READ);
        return VariableAnswers.history(variables.history(inside, environment(request), key(request)));
    }

    private Answer rollBack(Caller caller, Request request) {
        Caller inside = changing(caller, request);
        BodyFields body = BodyFields.of(request, EnvironmentSchemas.all().get(EnvironmentSchemas.ROLLBACK));
        long version = body.whole(Variable.VALUE_VERSION, 1, VERSION_MAX)
                .orElseThrow(() -> BodyFields.invalid(Variable.VALUE_VERSION, "the number of an earlier value"));
        var earlier = new Variables.Earlier(key(request), version);
        return VariableAnswers.changed(
                variables.rollBack(inside, environment(request), earlier, EntityTags.ifMatch(request)));
    }

    private Answer reveal(Caller caller, Request request) {
        EnvironmentName environment = environment(request);
        Caller inside = access.inside(caller, request, Scope.ENVIRONMENT_REVEAL);
        if (environment == EnvironmentName.PRODUCTION) {
            Scopes.require(inside, Scope.ENVIRONMENT_REVEAL_PRODUCTION);
        }
        return VariableAnswers.revealed(environment, variables.reveal(inside, environment, asked(request)));
    }

    private Caller changing(Caller caller, Request request) {
        QuotaAccount.current().requireChange();
        return access.inside(caller, request, Scope.ENVIRONMENT_WRITE);
    }

    /// The keys to reveal; empty for all.
    private static Optional<List<String>> asked(Request request) {
        BodyFields body = BodyFields.of(request, EnvironmentSchemas.all().get(EnvironmentSchemas.REVEAL));
        Optional<JsonNode> keys = body.find(EnvironmentSchemas.KEYS);
        if (keys.filter(all -> EnvironmentSchemas.ALL_KEYS.equals(all.textValue()))
                .isPresent()) {
            return Optional.empty();
        }
        String expected = "a list of keys, or \"*\" for all";
        List<String> named =
                body.texts(EnvironmentSchemas.KEYS, Variables.OF_ENVIRONMENT_MAX, VariableKey::isGood, expected);
        if (named.isEmpty()) {
            throw BodyFields.invalid(EnvironmentSchemas.KEYS, expected);
        }
        return Optional.of(named);
    }

    private static EnvironmentName environment(Request request) {
        return EnvironmentName.named(request.parameter("environment"))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "no such environment")
                        .fact("expected", "one of " + String.join(", ", EnvironmentName.names())));
    }

    private static String key(Request request) {
        String key = request.parameter("key");
        if (!VariableKey.isGood(key)) {
            throw Refusal.of(ErrorCode.INVALID_PARAMETER, "invalid key")
                    .fact("field", "key")
                    .fact("expected", VariableKey.EXPECTED);
        }
        return key;
    }
}
