package dev.toolbridge.mcp;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.function.Predicate;

/// Numbers of tools, from the entity table.
final class ToolCount {
    /// The tools of a type.
    static final int OF_TYPE = 8;

    /// The types whose tools are listed for everybody.
    static final int TYPES = (int) Entities.ALL.stream()
            .filter(Predicate.not(EntityType::toolsOnRequest))
            .count();

    /// The tools over several types, and those of them that only read.
    static final int OF_WORKSPACE = 5;

    static final int READING_WORKSPACE = 2;

    /// The tools for memories beside those of their type, and those of them that only read.
    static final int OF_MEMORY = 3;

    static final int READING_MEMORY = 1;

    /// The tools that are listed for everybody.
    static final int LISTED = TYPES * OF_TYPE + OF_WORKSPACE + OF_MEMORY;

    private ToolCount() {}
}
