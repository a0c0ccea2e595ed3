package dev.toolbridge.contract.entity;

import dev.toolbridge.contract.EntityType;

final class Projects {
    static final EntityType TYPE = EntityType.entity("project", "projects")
            .requiredText("name", "slug")
            .text("description")
            .choice("stage", "prototype", "mvp", "beta", "production")
            .text("repositoryUrl")
            .number("number")
            .managed()
            .build();

    private Projects() {}
}
