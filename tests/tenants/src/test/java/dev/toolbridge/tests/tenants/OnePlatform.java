package dev.toolbridge.tests.tenants;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one platform of all classes that use it. It ends after the last of them.
final class OnePlatform implements ParameterResolver {
    /// Locks the platform: for reading by tests that let it run, for writing by those that end a part of it.
    static final String LOCK = "platform";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningPlatform.class;
    }

    @Override
    public RunningPlatform resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return of(context);
    }

    static RunningPlatform of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(RunningPlatform.class, _ -> RunningPlatform.open(), RunningPlatform.class);
    }
}
