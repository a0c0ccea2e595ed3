package dev.toolbridge.contract.scope;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The closed list of our scopes: `notes:read`, `notes:write`, `notes:delete`, `notes:propose`, the same for every
/// type, `*:read` for all of the first kind, `projects:read`, `projects:write`, `projects:admin`, `members:read`,
/// `environment:read`, `environment:write`, `environment:reveal`, `environment:reveal_production`, `proposals:approve`,
/// `sync`, `export`, `keys:manage` and `tenant:admin`; at the control plane also `tenant:read`, `platform:read` and
/// `platform:admin`.
///
/// Those of two words may be spelt either way round, because providers differ: `read:notes` is `notes:read`.
public final class Scope {
    public static final String ALL_READ = "*:read";

    /// Names a route that one reading scope of any type opens. No credential has it.
    public static final String ANY_READ = "any:read";
    /// The demand of a route that checks the scope of each of its operations itself: one scope of writing or deleting
    /// items, whichever. No credential can carry it, as it is not in the list.
    public static final String ANY_CHANGE = "any:change";

    /// Names a route about the caller alone, which every credential opens. No credential has it.
    public static final String OWN = "own:profile";

    /// The demand of a route for proposals: one scope of writing, deleting or proposing items, whichever. No credential
    /// can carry it.
    public static final String ANY_PROPOSAL = "any:proposal";

    /// Approve proposals. No role gives it, and no credential that a program can hold by itself.
    public static final String APPROVE = "proposals:approve";

    /// The scope that a device needs in addition to those of the items that it keeps.
    public static final String SYNC = "sync";

    /// Take everything of one's space out at once.
    public static final String EXPORT = "export";

    /// Make, see and end one's own API keys.
    public static final String KEYS = "keys:manage";

    /// See projects and their members.
    public static final String PROJECTS_READ = "projects:read";

    /// Make and join projects, and change what they say of themselves.
    public static final String PROJECTS_WRITE = "projects:write";

    /// Decide who belongs to projects, and end them.
    public static final String PROJECTS_ADMIN = "projects:admin";

    /// See the variables of a project's environments, without the values of secret ones.
    public static final String ENVIRONMENT_READ = "environment:read";

    /// Set and delete such variables.
    public static final String ENVIRONMENT_WRITE = "environment:write";

    /// See the values of secret ones. No scope of older clients stands for it.
    public static final String ENVIRONMENT_REVEAL = "environment:reveal";

    /// See them in production, too.
    public static final String ENVIRONMENT_REVEAL_PRODUCTION = "environment:reveal_production";

    /// See and do what concerns the whole tenant.
    public static final String TENANT_ADMIN = "tenant:admin";

    /// See, at the control plane, what concerns the whole tenant.
    public static final String TENANT_READ = "tenant:read";

    /// Run the platform: every tenant, every operation. No workspace knows it.
    public static final String PLATFORM_ADMIN = "platform:admin";

    /// See what the platform's operators see.
    public static final String PLATFORM_READ = "platform:read";

    /// Scopes of OpenID Connect (Core, sections 5.4 and 11): they ask for a login and narrow nothing here.
    public static final Set<String> OF_LOGINS = Set.of("openid", "profile", "email", "offline_access");

    private static final Set<String> OF_ITEMS = Entities.ALL.stream()
            .map(EntityType::plural)
            .flatMap(plural -> Stream.of(read(plural), write(plural), delete(plural), propose(plural)))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> READING = reading(Entities.STORED);

    private static final Set<String> FIRST_READING = reading(Entities.FIRST);

    private static final Set<String> CHANGING = Entities.ALL.stream()
            .map(EntityType::plural)
            .flatMap(plural -> Stream.of(write(plural), delete(plural)))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> PROPOSING =
            OF_ITEMS.stream().filter(scope -> !READING.contains(scope)).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> OF_PROJECTS = Set.of(PROJECTS_READ, PROJECTS_WRITE, PROJECTS_ADMIN);

    private static final Set<String> REVEALING = Set.of(ENVIRONMENT_REVEAL, ENVIRONMENT_REVEAL_PRODUCTION);

    private static final Map<String, String> SPELLINGS = spellings();

    private Scope() {}

    public static String read(String plural) {
        return plural + ":read";
    }

    public static String write(String plural) {
        return plural + ":write";
    }

    public static String delete(String plural) {
        return plural + ":delete";
    }

    /// Ask a person for changes of a type.
    public static String propose(String plural) {
        return plural + ":propose";
    }

    /// All that one of suffices for [#ANY_PROPOSAL].
    public static Set<String> proposing() {
        return PROPOSING;
    }

    /// All that one of suffices for [#ANY_CHANGE].
    public static Set<String> changing() {
        return CHANGING;
    }

    /// Every scope of every type.
    public static Set<String> ofItems() {
        return OF_ITEMS;
    }

    /// Every scope of projects.
    public static Set<String> ofProjects() {
        return OF_PROJECTS;
    }

    /// The scopes of revealing values: a credential of a program has them only if it names them.
    public static Set<String> revealing() {
        return REVEALING;
    }

    /// All that `*:read` stands for.
    public static Set<String> reading() {
        return READING;
    }

    /// All that a route for all types demands: the scopes of the types of the first release. So credentials that name
    /// them one by one stay good; later types such a route shows to those who may read them.
    public static Set<String> firstReading() {
        return FIRST_READING;
    }

    /// A scope in our spelling; empty when this release does not know it.
    public static Optional<String> known(String written) {
        return Optional.ofNullable(SPELLINGS.get(written));
    }

    /// The scopes that one of ours stands for.
    static Stream<String> writtenOut(String scope) {
        return scope.equals(ALL_READ) ? READING.stream() : Stream.of(scope);
    }

    /// The same words the other way round; a scope of one word stays as it is.
    public static String reversed(String scope) {
        int colon = scope.indexOf(':');
        return colon < 0 ? scope : scope.substring(colon + 1) + ":" + scope.substring(0, colon);
    }

    private static Set<String> reading(List<EntityType> types) {
        return types.stream().map(type -> read(type.plural())).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, String> spellings() {
        var spellings = new HashMap<String, String>();
        Stream.concat(
                        Stream.of(OF_ITEMS, READING, OF_PROJECTS, REVEALING).flatMap(Set::stream),
                        Stream.of(
                                ALL_READ,
                                ENVIRONMENT_WRITE,
                                APPROVE,
                                SYNC,
                                EXPORT,
                                KEYS,
                                TENANT_ADMIN,
                                TENANT_READ,
                                PLATFORM_READ,
                                PLATFORM_ADMIN))
                .forEach(scope -> {
                    spellings.put(scope, scope);
                    spellings.put(reversed(scope), scope);
                });
        return Collections.unmodifiableMap(spellings);
    }
}
