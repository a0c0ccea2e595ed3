package dev.toolbridge.contract.entity;

import dev.toolbridge.contract.EntityType;

final class Members {
    static final EntityType TYPE = EntityType.entity("member", "members")
            .requiredText("subject")
            .choice("role", "owner", "admin", "developer", "viewer")
            .text("name", "email")
            .number("number")
            .managed()
            .build();

    private Members() {}
}
