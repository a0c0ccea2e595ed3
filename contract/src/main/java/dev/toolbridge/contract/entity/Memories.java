package dev.toolbridge.contract.entity;

import static dev.toolbridge.contract.Edit.set;

import dev.toolbridge.contract.Edit.Stamp;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ItemRules;
import dev.toolbridge.contract.ItemRules.When;

final class Memories {
    private static final int TEXT_LENGTH_MAX = 16_384;
    private static final int NAME_LENGTH_MAX = 200;
    private static final When IS_CONVENTION = new When("memoryType", "convention");

    static final EntityType TYPE = EntityType.entity("memory", "memories")
            .requiredText("content", TEXT_LENGTH_MAX)
            .requiredChoice("memoryType", "fact", "convention", "gotcha", "decision")
            .text("key", NAME_LENGTH_MAX)
            .text("rationale", TEXT_LENGTH_MAX)
            .texts("tags")
            .text("scope", NAME_LENGTH_MAX)
            .texts("references")
            .text("externalId", NAME_LENGTH_MAX)
            .time("syncedAt")
            .flag("pinned")
            .uid("supersedesUid")
            .time("verifiedAt")
            .text("verifiedBy", NAME_LENGTH_MAX)
            .text("evidence", TEXT_LENGTH_MAX)
            .flag("disputed")
            .linkedTo("memory", "supersedesUid")
            .action("pin", set("pinned", true))
            .action("unpin", set("pinned", false))
            .action(
                    "verify",
                    set("disputed", false).stamping("verifiedAt", Stamp.TIME).stamping("verifiedBy", Stamp.AUTHOR))
            .action("dispute", set("disputed", true))
            .toolsOnRequest()
            .rules(ItemRules.STRICT
                    .key("key", IS_CONVENTION, "content")
                    .uidOf("externalId")
                    .leading("pinned", IS_CONVENTION)
                    .serverKeeps(new When("pinned", "true"))
                    .refusingCredentials()
                    .namingNeighbours())
            .build();

    private Memories() {}
}
