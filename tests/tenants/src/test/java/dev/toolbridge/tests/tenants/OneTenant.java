package dev.toolbridge.tests.tenants;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one tenant of all classes that leave it as it was, one class after the other.
final class OneTenant implements ParameterResolver {
    static final String LOCK = "tenant";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningTenant.class;
    }

    @Override
    public RunningTenant resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RunningPlatform platform = OnePlatform.of(context);
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(RunningTenant.class, _ -> platform.tenant("shared-one"), RunningTenant.class);
    }
}
