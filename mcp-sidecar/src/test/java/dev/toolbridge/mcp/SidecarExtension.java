package dev.toolbridge.mcp;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ModifierSupport;

/// Starts the servers of fields with [Sidecar]. JUnit ends each with the test or class that it serves.
final class SidecarExtension implements BeforeAllCallback, BeforeEachCallback {
    private static final Namespace OURS = Namespace.create(SidecarExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        start(context, ModifierSupport::isStatic);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        start(context, ModifierSupport::isNotStatic);
    }

    private static void start(ExtensionContext context, Predicate<Field> kind) throws IllegalAccessException {
        var fields = AnnotationSupport.findAnnotatedFields(context.getRequiredTestClass(), Sidecar.class, kind);
        for (Field field : fields) {
            var server = TestServer.start(settings(field.getAnnotation(Sidecar.class)));
            context.getStore(OURS).put(field, server);
            field.setAccessible(true);
            field.set(context.getTestInstance().orElse(null), server);
        }
    }

    private static Map<String, String> settings(Sidecar sidecar) {
        return Arrays.stream(sidecar.value())
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(setting -> setting[0], setting -> setting[1]));
    }
}
