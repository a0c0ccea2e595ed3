package dev.toolbridge.tests.conversation;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningProvider;
import dev.toolbridge.tests.process.RunningSidecar;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A workspace with an identity provider, in which assistants propose and people approve; tests share it.
///
/// @param provider the identity provider, which knows the people
/// @param api the API, with its review page
/// @param sidecar the MCP server before it
/// @param settings the settings by which servers trust the provider
public record ReviewedWorkspace(
        RunningProvider provider, RunningApi api, RunningSidecar sidecar, Map<String, String> settings) {
    static final String APPROVAL_CLIENT = "client-for-people";
    static final String TENANT = "org_reviewed";
    static final String AUDIENCE = "https://api.example";

    public ReviewedWorkspace {
        settings = Map.copyOf(settings);
    }

    public static ReviewedWorkspace instance() {
        return OneForAll.WORKSPACE;
    }

    /// A new person of the tenant.
    public Person person(String name) {
        String email = name + "@example.com";
        return new Person(this, email, provider.member(email, TENANT));
    }

    /// The same people before an API with other classes.
    ReviewedWorkspace with(List<Path> classesAhead) {
        RunningApi other = api.startAgain(classesAhead);
        return new ReviewedWorkspace(provider, other, RunningSidecar.before(other, settings), settings);
    }

    private static final class OneForAll {
        private static final ReviewedWorkspace WORKSPACE = start();

        private static ReviewedWorkspace start() {
            var provider = RunningProvider.start();
            var settings = new HashMap<>(provider.settings());
            settings.putAll(Map.of("JWT_AUDIENCE", AUDIENCE, "APPROVAL_CLIENTS", APPROVAL_CLIENT));
            var api = RunningApi.instance().startAgainWithPages(settings);
            var trust = new HashMap<>(provider.settings());
            trust.putAll(Map.of(
                    "JWT_AUDIENCE",
                    AUDIENCE,
                    "ENV",
                    "dev",
                    "JWT_HS256_SECRET",
                    api.tokens().secret()));
            return new ReviewedWorkspace(provider, api, RunningSidecar.before(api, trust), trust);
        }
    }
}
