package dev.toolbridge.launcher.command.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.admin.AdminText;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Orders a rollout.
@Command(name = "start", description = "Brings a release to all tenants, in waves.")
final class RolloutStartCommand implements Runnable {

    @Parameters(paramLabel = "RELEASE", description = "The name of the release.")
    private String release;

    @Option(
            names = "--waves",
            paramLabel = "PERCENT",
            split = ",",
            defaultValue = "10,50,100",
            description = "The share of tenants that have it after each wave (default: 10,50,100).")
    private List<Integer> waves;

    @Option(
            names = "--failures-max",
            paramLabel = "COUNT",
            description = "The most failed tenants with which it goes on (default: 0).")
    private Integer failuresMax;

    @Option(
            names = "--bake",
            paramLabel = "SECONDS",
            description = "The time for which each tenant's new release is watched (default: 60).")
    private Integer bake;

    @Option(names = "--reason", paramLabel = "TEXT", description = "The reason, for the audit log.")
    private String reason;

    @Mixin
    private AdminOption admin;

    @Override
    public void run() {
        var order = TenantCommands.reason(reason).put("release", release);
        waves.forEach(order.putArray("waves")::add);
        Optional.ofNullable(failuresMax).ifPresent(count -> order.put("failures_max", count));
        Optional.ofNullable(bake).ifPresent(seconds -> order.put("bake", seconds));
        JsonNode rollout = admin.controlPlane().startRollout(order);
        admin.print(rollout, () -> AdminText.rollout(rollout));
    }
}
