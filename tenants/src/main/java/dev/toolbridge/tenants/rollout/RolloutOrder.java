package dev.toolbridge.tenants.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.tenants.release.DeploymentInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// A request for a rollout.
///
/// @param id a fresh UUID of version 7
record RolloutOrder(UUID id, String release, List<Integer> waves, int failuresMax, int bakeSeconds, String reason) {
    private static final Pattern RELEASE = Pattern.compile(RolloutSchemas.RELEASE_FORM);
    private static final String WAVES = "1 to " + RolloutSchemas.WAVES_MAX
            + " whole numbers, each higher than the one before, of which the last is 100";

    RolloutOrder {
        waves = List.copyOf(waves);
    }

    static RolloutOrder read(Request request, Instant now) {
        var body = BodyFields.of(request, RolloutSchemas.order());
        return new RolloutOrder(
                UidForm.fresh(now),
                body.text("release", RELEASE.asMatchPredicate(), "the name of a release"),
                waves(body),
                Math.toIntExact(body.whole("failures_max", 0, RolloutSchemas.FAILURES_MAX)
                        .orElse(0)),
                Math.toIntExact(body.whole(DeploymentInput.BAKE, 0, DeploymentInput.BAKE_SECONDS_MAX)
                        .orElse(DeploymentInput.BAKE_SECONDS)),
                body.findText("reason", RolloutOrder::isReason, "a text of at most " + RolloutSchemas.REASON_LENGTH_MAX)
                        .orElse(""));
    }

    private static boolean isReason(String text) {
        return text.length() <= RolloutSchemas.REASON_LENGTH_MAX && text.chars().noneMatch(Character::isISOControl);
    }

    private static List<Integer> waves(BodyFields body) {
        var waves = new ArrayList<Integer>();
        int last = 0;
        for (var wave :
                body.find("waves").filter(JsonNode::isArray).orElseThrow(() -> BodyFields.invalid("waves", WAVES))) {
            int percent = wave.isInt() ? wave.intValue() : 0;
            if (percent <= last || percent > RolloutSchemas.WHOLE) {
                throw BodyFields.invalid("waves", WAVES);
            }
            waves.add(percent);
            last = percent;
        }
        if (last != RolloutSchemas.WHOLE || waves.size() > RolloutSchemas.WAVES_MAX) {
            throw BodyFields.invalid("waves", WAVES);
        }
        return waves;
    }
}
