package dev.toolbridge.contract.entity;

import dev.toolbridge.contract.EntityType;

/// Variables of the environments of a project; their values are in no item.
final class EnvironmentVariables {
    static final EntityType TYPE = EntityType.entity("environment_variable", "environment")
            .label("environment variable")
            .requiredText("key")
            .choice("environment", "development", "staging", "production")
            .flag("isSecret", "isRequired")
            .text("description", "example")
            .number("valueVersion")
            .managed()
            .build();

    private EnvironmentVariables() {}
}
