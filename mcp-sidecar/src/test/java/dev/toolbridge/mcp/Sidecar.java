package dev.toolbridge.mcp;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives a test its MCP server: a static field has one for all tests of its class, any other field one for each test.
/// The server is started before the test's own preparations, and stopped after them.
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SidecarExtension.class)
@interface Sidecar {

    /// Settings of the server, as `NAME=value`.
    String[] value() default {};
}
